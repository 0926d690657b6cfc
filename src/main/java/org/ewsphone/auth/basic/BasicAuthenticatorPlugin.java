package org.ewsphone.auth.basic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ewsphone.config.PrivateFile;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.Authenticator;
import org.ewsphone.spi.AuthenticatorPlugin;
import org.ewsphone.spi.Identity;
import org.ewsphone.spi.PluginContext;

/** The way {@code basic}: users by name and password, from a file, from a setting, or made at the first start. */
public final class BasicAuthenticatorPlugin implements AuthenticatorPlugin {

    private static final Setting<Optional<String>> USER = Setting.optionalText(
                    "user",
                    "A user as NAME:PASSWORD, beside those of the users file; the name is the mailbox. Without it and"
                            + " without a users file the user demo is made with a random password.")
            .secret();

    private static final Setting<List<String>> USER_ROLES = Setting.words(
            "user.roles", "", "The roles of the user that the setting user names, with commas between: operator.");

    private static final Setting<Optional<Path>> USERS = Setting.optionalPath(
            "auth.users",
            "The users file, lines of NAME:HASH, NAME:HASH:MAILBOX or NAME:HASH:MAILBOX:ROLE,ROLE. Usually users in the"
                    + " home.");

    private static final String FIRST_USER = "demo";
    private static final int PASSWORD_BYTES = 15;

    @Override
    public String name() {
        return "basic";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(USER, USER_ROLES, USERS);
    }

    @Override
    public Optional<NewUser> firstUser(PluginContext context) {
        Path file = file(context.settings());
        return context.settings().get(USER).isEmpty() && !Files.exists(file)
                ? Optional.of(make(file))
                : Optional.empty();
    }

    @Override
    public Authenticator open(PluginContext context) {
        Path file = file(context.settings());
        Users ofFile = Files.exists(file) ? new UsersFile(file, context.clock()) : new NoUsers();
        Users users = context.settings()
                .get(USER)
                .map(text -> OneUser.parse(text, Set.copyOf(context.settings().get(USER_ROLES)), ofFile))
                .orElse(ofFile);
        return new BasicAuthenticator(users);
    }

    private static Path file(Settings settings) {
        return settings.get(USERS).orElse(settings.home().resolve("users"));
    }

    private static NewUser make(Path file) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        // Whoever can read this password set the server up, and has nobody else to ask for the role
        String line = FIRST_USER + ":" + PasswordHash.of(password).text() + "::operator\n";
        try {
            PrivateFile.write(file, "# NAME:HASH, NAME:HASH:MAILBOX or NAME:HASH:MAILBOX:ROLE,ROLE\n" + line);
        } catch (IOException e) {
            throw new SettingException(
                    "The users file " + file + " cannot be written: " + e.getMessage()
                            + ". Choose another home directory, or give a user by the setting user.",
                    e);
        }
        return new NewUser(FIRST_USER, password);
    }

    /** Without a users file nobody is in it. */
    private static final class NoUsers implements Users {
        @Override
        public Optional<Identity> verify(NameAndPassword given) {
            PasswordHash.NOBODY.matches(given.password());
            return Optional.empty();
        }

        @Override
        public long revision() {
            return 0;
        }
    }
}
