package org.ewsphone.launcher;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ewsphone.client.Login;
import org.ewsphone.client.Trust;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of every command that asks a server: as whom, whom to trust, and for how long to wait. */
final class ClientFlags {

    /** Below the flags of each of these commands. */
    static final String PASSWORDS =
            "%nThe user may stand in the environment variable EWS_PHONE_USER, the password in EWS_PHONE_PASSWORD."
                    + " Without either it is asked for at the terminal.";

    private final Map<String, String> environment;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--user", order = 1, paramLabel = "NAME[:PASSWORD]", description = "Who asks.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            order = 2,
            paramLabel = "FILE",
            description = "A file whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--cacert",
            order = 3,
            paramLabel = "FILE",
            description = "The certificates to trust, in PEM, instead of those that Java trusts.")
    private @Nullable Path certificates;

    @Option(names = "--insecure", order = 4, description = "Trusts any certificate.")
    private boolean insecure;

    @Option(
            names = "--timeout",
            order = 5,
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long an answer may take (${DEFAULT-VALUE}).")
    private int timeout;

    ClientFlags(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Who asks; a password that nobody gave is asked for. */
    Login login() {
        String name = Optional.ofNullable(user)
                .or(() -> Optional.ofNullable(environment.get("EWS_PHONE_USER")))
                .orElseThrow(() -> refused("The user is missing: give --user NAME"));
        return login(name, password());
    }

    /** Another user, whose password stands beside the name or in this variable. */
    Login other(String credentials, String variable) {
        return login(credentials, Optional.ofNullable(environment.get(variable)));
    }

    private Login login(String credentials, Optional<String> password) {
        int colon = credentials.indexOf(':');
        return colon >= 0
                ? new Login(credentials.substring(0, colon), credentials.substring(colon + 1))
                : new Login(credentials, password.or(() -> typed(credentials)).orElseThrow(() -> missing(credentials)));
    }

    private ParameterException missing(String name) {
        return refused("The password of " + name
                + " is missing: give --password-file FILE or the environment variable EWS_PHONE_PASSWORD");
    }

    private static Optional<String> typed(String name) {
        Console terminal = System.console();
        return Optional.ofNullable(terminal)
                .flatMap(present -> Optional.ofNullable(present.readPassword("Password of %s: ", name)))
                .map(String::new);
    }

    private Optional<String> password() {
        if (passwordFile == null) {
            return Optional.ofNullable(environment.get("EWS_PHONE_PASSWORD"));
        }
        try (Stream<String> lines = Files.lines(passwordFile)) {
            return lines.findFirst();
        } catch (IOException e) {
            throw refused("The password file " + passwordFile + " cannot be read: " + e);
        }
    }

    /** Which servers are taken for what they say they are. */
    Trust trust() {
        if (insecure) {
            return Trust.inEverybody();
        }
        if (certificates == null) {
            return Trust.ofPlatform();
        }
        try {
            return Trust.of(certificates);
        } catch (IOException e) {
            throw refused("The certificates in " + certificates + " cannot be used: " + e.getMessage());
        }
    }

    /** How long an answer may take. */
    Duration timeout() {
        if (timeout < 1) {
            throw refused("--timeout must be at least 1");
        }
        return Duration.ofSeconds(timeout);
    }

    private ParameterException refused(String message) {
        if (command == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(command.commandLine(), message);
    }
}
