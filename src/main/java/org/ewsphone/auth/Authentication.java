package org.ewsphone.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.ewsphone.call.Caller;
import org.ewsphone.config.PrivateFile;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;

/** Identity by name and password, as the settings ask for it. */
public final class Authentication {

    private static final Setting<Optional<String>> USER = Setting.optionalText(
                    "user",
                    "A user as NAME:PASSWORD, beside those of the users file; the name is the mailbox. Without it and"
                            + " without a users file the user demo is made with a random password.")
            .secret();

    private static final Setting<Optional<Path>> USERS = Setting.optionalPath(
            "auth.users",
            "The users file, lines of NAME:{bcrypt}HASH or NAME:{bcrypt}HASH:MAILBOX. Usually users in the home.");

    private static final Setting<Duration> REMEMBERED =
            Setting.duration("auth.remembered", "60s", "How long a verified password is not verified again.");

    private static final String FIRST_USER = "demo";
    private static final int PASSWORD_BYTES = 15;

    private final AuthenticationFilter filter;
    private final Optional<NewUser> newUser;

    private Authentication(AuthenticationFilter filter, Optional<NewUser> newUser) {
        this.filter = filter;
        this.newUser = newUser;
    }

    /** The settings it reads. */
    public static List<Setting<?>> settings() {
        return List.of(USER, USERS, REMEMBERED);
    }

    /**
     * Identity as the settings say. Makes the first user when there is none.
     *
     * @param openPath what needs no identity begins with this
     * @throws SettingException when the users cannot be read, or the first one cannot be written
     */
    public static Authentication open(Settings settings, Clock clock, String openPath) {
        Path file = settings.get(USERS).orElse(settings.home().resolve("users"));
        Optional<String> oneUser = settings.get(USER);
        Optional<NewUser> made = oneUser.isEmpty() && !Files.exists(file) ? Optional.of(make(file)) : Optional.empty();
        Users ofFile = Files.exists(file) ? new UsersFile(file, clock) : new NoUsers();
        Users users = oneUser.map(text -> OneUser.parse(text, ofFile)).orElse(ofFile);
        var verified = new VerifiedCredentials(users, settings.get(REMEMBERED), clock);
        return new Authentication(new AuthenticationFilter(verified, openPath), made);
    }

    /** The guard in front of everything. */
    public AuthenticationFilter filter() {
        return filter;
    }

    /** The user who was made because there was none. */
    public Optional<NewUser> newUser() {
        return newUser;
    }

    private static NewUser make(Path file) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        String line = FIRST_USER + ":" + PasswordHash.of(password).text() + "\n";
        try {
            PrivateFile.write(file, "# NAME:{bcrypt}HASH or NAME:{bcrypt}HASH:MAILBOX\n" + line);
        } catch (IOException e) {
            throw new SettingException(
                    "The users file " + file + " cannot be written: " + e.getMessage()
                            + ". Choose another home directory, or give a user by the setting user.",
                    e);
        }
        return new NewUser(FIRST_USER, password);
    }

    /** A user just made, with the only copy of the password there will ever be. */
    public record NewUser(String name, String password) {}

    /** Without a users file nobody is in it. */
    private static final class NoUsers implements Users {
        @Override
        public Optional<Caller> verify(Credentials credentials) {
            PasswordHash.NOBODY.matches(credentials.password());
            return Optional.empty();
        }

        @Override
        public long revision() {
            return 0;
        }
    }
}
