package org.ewsphone.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.ewsphone.config.SettingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsersFileTest {

    private static final String SECRET = PasswordHash.of("secret").text();

    private final ManualClock clock = new ManualClock(Calls.NOON);

    @TempDir
    private Path home;

    private Path file = Path.of("");
    private long edition;

    @BeforeEach
    void name_the_file() {
        file = home.resolve("users");
    }

    private UsersFile users(String text) throws IOException {
        write(text);
        return new UsersFile(file, clock);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Calls.NOON.plusSeconds(++edition)));
    }

    @Test
    void a_user_has_the_mailbox_of_that_name_or_the_one_that_is_given() throws IOException {
        UsersFile users = users("# people\n\nana:" + SECRET + "\nben:" + SECRET + ":ben@example.org\n");

        assertEquals(Optional.of(new Caller("ana", "ana")), users.verify(new Credentials("ana", "secret")));
        assertEquals(Optional.of(new Caller("ben", "ben@example.org")), users.verify(new Credentials("ben", "secret")));
    }

    @Test
    void a_wrong_password_and_a_wrong_name_are_nobody() throws IOException {
        UsersFile users = users("ana:" + SECRET + "\n");

        assertEquals(Optional.empty(), users.verify(new Credentials("ana", "wrong")));
        assertEquals(Optional.empty(), users.verify(new Credentials("anna", "secret")));
        assertEquals(Optional.empty(), users.verify(new Credentials("ana", "secret" + "x".repeat(100))));
    }

    @Test
    void a_user_who_is_removed_is_nobody_from_then_on() throws IOException {
        UsersFile users = users("ana:" + SECRET + "\n");
        var remembered = new VerifiedCredentials(users, Duration.ofMinutes(5), clock);
        String header = header("ana:secret");
        assertTrue(remembered.callerOf(header).isPresent());

        write("ben:" + SECRET + "\n");
        clock.advance(Duration.ofSeconds(2));

        assertEquals(Optional.empty(), remembered.callerOf(header));
    }

    @Test
    void a_file_that_is_broken_later_leaves_the_users_as_they_were() throws IOException {
        UsersFile users = users("ana:" + SECRET + "\n");

        write("ana\n");
        clock.advance(Duration.ofSeconds(2));

        assertTrue(users.verify(new Credentials("ana", "secret")).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "ana, 'Line 1 of the users file FILE must be a name, a colon and a hash, as in ana:{bcrypt}$2a$…'",
        "ana:secret, 'The user ana in line 1 of the users file FILE must be a bcrypt hash that begins with {bcrypt}$2'",
    })
    void a_file_that_is_broken_at_the_start_is_told_with_its_line(String text, String complaint) {
        var refusal = assertThrows(SettingException.class, () -> users(text));

        assertEquals(complaint.replace("FILE", file.toString()), refusal.getMessage());
    }

    @Test
    void a_password_is_hashed_once_while_it_is_remembered() {
        var verified = new AtomicInteger();
        Users counting = new Users() {
            @Override
            public Optional<Caller> verify(Credentials credentials) {
                verified.incrementAndGet();
                return Optional.of(Calls.ANA);
            }

            @Override
            public long revision() {
                return 0;
            }
        };
        var remembered = new VerifiedCredentials(counting, Duration.ofSeconds(60), clock);

        remembered.callerOf(header("ana:secret"));
        remembered.callerOf(header("ana:secret"));
        assertEquals(1, verified.get());

        clock.advance(Duration.ofSeconds(61));
        remembered.callerOf(header("ana:secret"));
        assertEquals(2, verified.get());
    }

    @Test
    void a_password_is_not_shown() {
        assertEquals("ana with a password", new Credentials("ana", "secret").toString());
        assertEquals("a hash", new PasswordHash(SECRET).toString());
    }

    @Test
    void the_user_of_the_setting_stands_beside_those_of_the_file() throws IOException {
        Users users = OneUser.parse("demo:pass:word", users("ana:" + SECRET + "\n"));

        assertEquals(Optional.of(new Caller("demo", "demo")), users.verify(new Credentials("demo", "pass:word")));
        assertTrue(users.verify(new Credentials("ana", "secret")).isPresent());
        assertEquals(Optional.empty(), users.verify(new Credentials("demo", "password")));
    }

    @ParameterizedTest
    @CsvSource({"demo", "demo:", ":secret"})
    void a_user_of_another_form_is_refused_without_being_shown(String text) {
        var refusal = assertThrows(SettingException.class, () -> OneUser.parse(text, users("")));

        assertEquals(
                "The setting user must be of the form NAME:PASSWORD, with neither of them empty.",
                refusal.getMessage());
    }

    private static String header(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
