package org.ewsphone.launcher;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ewsphone.client.ApiRefusalException;
import org.ewsphone.client.Doctor;
import org.ewsphone.client.EwsClient;
import org.ewsphone.client.EwsErrorException;
import org.ewsphone.client.LoginRefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that asks a server something. */
abstract class ClientCommand extends TerminalCommand {

    /** Below the flags of each of these commands. */
    static final String EXIT_CODES =
            "%nExit codes: 0 done, 1 refused by the server, which says why, 2 a flag to correct,"
                    + " 3 unreachable, 4 user refused%n";

    @Mixin
    private final ClientFlags flags;

    @Parameters(index = "0", paramLabel = "URL", description = "The endpoint, as https://host/EWS/Exchange.asmx.")
    private @Nullable URI url;

    @Option(
            names = "--output",
            order = 6,
            paramLabel = "table|json",
            defaultValue = "table",
            description = "How it is written (${DEFAULT-VALUE}).")
    private Output output = Output.table;

    ClientCommand(Map<String, String> environment) {
        flags = new ClientFlags(environment);
    }

    /** Asks; returns the exit code. */
    abstract int ask() throws IOException, InterruptedException, EwsErrorException, ApiRefusalException;

    @Override
    public final Integer call() throws InterruptedException {
        try {
            return ask();
        } catch (LoginRefusedException e) {
            err().println(e.getMessage() + ".");
            return ExitCode.IDENTITY;
        } catch (ApiRefusalException e) {
            err().println(Output.oneLine(String.valueOf(e.getMessage())));
            return e.byIdentity() ? ExitCode.IDENTITY : ExitCode.REFUSED;
        } catch (EwsErrorException e) {
            err().println(Output.oneLine(String.valueOf(e.getMessage())));
            return ExitCode.REFUSED;
        } catch (IOException e) {
            err().println(endpoint() + " cannot be reached: " + Output.oneLine(Doctor.reason(e)) + ". "
                    + Doctor.cure(e));
            return ExitCode.UNREACHABLE;
        }
    }

    /** A client of the server that the flags name. */
    final EwsClient client() {
        return new EwsClient(endpoint(), Optional.of(flags.login()), flags.trust(), flags.timeout());
    }

    final ClientFlags flags() {
        return flags;
    }

    final URI endpoint() {
        if (url == null) {
            throw refused("The URL is missing");
        }
        try {
            return EwsClient.endpoint(url);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    final void print(Map<String, String> facts) {
        print(output.facts(facts));
    }

    final void print(List<String> columns, List<List<String>> rows) {
        print(output.list(columns, rows));
    }

    final void print(String text) {
        out().println(text);
        out().flush();
    }

    /** Told while something goes on; programs need not read it. */
    final void progress(String text) {
        err().println(Output.oneLine(text));
        err().flush();
    }

    final boolean writesJson() {
        return output == Output.json;
    }
}
