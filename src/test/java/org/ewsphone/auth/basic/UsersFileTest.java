package org.ewsphone.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.ewsphone.config.SettingException;
import org.ewsphone.spi.Identity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

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

        assertEquals(Optional.of(identity("ana", "ana")), users.verify(new NameAndPassword("ana", "secret")));
        assertEquals(
                Optional.of(identity("ben", "ben@example.org")), users.verify(new NameAndPassword("ben", "secret")));
    }

    @Test
    void a_wrong_password_and_a_wrong_name_are_nobody() throws IOException {
        UsersFile users = users("ana:" + SECRET + "\n");

        assertEquals(Optional.empty(), users.verify(new NameAndPassword("ana", "wrong")));
        assertEquals(Optional.empty(), users.verify(new NameAndPassword("anna", "secret")));
        assertEquals(Optional.empty(), users.verify(new NameAndPassword("ana", "secret" + "x".repeat(100))));
    }

    @Test
    void a_user_who_is_removed_is_nobody_from_then_on() throws IOException {
        UsersFile users = users("ana:" + SECRET + "\n");
        long before = users.revision();

        write("ben:" + SECRET + "\n");
        clock.advance(Duration.ofSeconds(2));

        assertNotEquals(before, users.revision());
        assertEquals(Optional.empty(), users.verify(new NameAndPassword("ana", "secret")));
    }

    @Test
    void hashes_of_pbkdf2_are_those_of_spring_security() throws IOException {
        String hash = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("secret");
        UsersFile users = users("ana:{pbkdf2@SpringSecurity_v5_8}" + hash + "\n");

        assertTrue(users.verify(new NameAndPassword("ana", "secret")).isPresent());
        assertEquals(Optional.empty(), users.verify(new NameAndPassword("ana", "wrong")));
    }

    @Test
    void a_user_may_have_roles() throws IOException {
        UsersFile users = users("ana:" + SECRET + "::operator, voice\n");

        assertEquals(
                Optional.of(new Identity("ana", "ana", Set.of("operator", "voice"))),
                users.verify(new NameAndPassword("ana", "secret")));
    }

    @Test
    void a_disabled_user_is_told_so_with_the_right_password_only() throws IOException {
        UsersFile users = users("ana:!" + SECRET + "\nben:!\n");

        assertEquals(
                Optional.of(false),
                users.verify(new NameAndPassword("ana", "secret")).map(Identity::enabled));
        assertEquals(Optional.empty(), users.verify(new NameAndPassword("ana", "wrong")));
        assertEquals(Optional.empty(), users.verify(new NameAndPassword("ben", "")));
    }

    @Test
    void a_file_that_is_broken_later_leaves_the_users_as_they_were() throws IOException {
        UsersFile users = users("ana:" + SECRET + "\n");

        write("ana\n");
        clock.advance(Duration.ofSeconds(2));

        assertTrue(users.verify(new NameAndPassword("ana", "secret")).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "ana, 'Line 1 of the users file FILE must be a name, a colon and a hash, as in ana:{bcrypt}$2a$…'",
        "ana:secret, 'The user ana in line 1 of the users file FILE must have a bcrypt hash that begins with {bcrypt}$2, or one of Spring Security''s {pbkdf2} hashes'",
    })
    void a_file_that_is_broken_at_the_start_is_told_with_its_line(String text, String complaint) {
        var refusal = assertThrows(SettingException.class, () -> users(text));

        assertEquals(complaint.replace("FILE", file.toString()), refusal.getMessage());
    }

    @Test
    void a_password_is_not_shown() {
        assertEquals("ana with a password", new NameAndPassword("ana", "secret").toString());
        assertEquals("a hash", new PasswordHash(SECRET).toString());
    }

    @Test
    void the_user_of_the_setting_stands_beside_those_of_the_file() throws IOException {
        Users users = OneUser.parse("demo:pass:word", Set.of(), users("ana:" + SECRET + "\n"));

        assertEquals(Optional.of(identity("demo", "demo")), users.verify(new NameAndPassword("demo", "pass:word")));
        assertTrue(users.verify(new NameAndPassword("ana", "secret")).isPresent());
        assertEquals(Optional.empty(), users.verify(new NameAndPassword("demo", "password")));
    }

    @ParameterizedTest
    @CsvSource({"demo", "demo:", ":secret"})
    void a_user_of_another_form_is_refused_without_being_shown(String text) {
        var refusal = assertThrows(SettingException.class, () -> OneUser.parse(text, Set.of(), users("")));

        assertEquals(
                "The setting user must be of the form NAME:PASSWORD, with neither of them empty.",
                refusal.getMessage());
    }

    private static Identity identity(String name, String mailbox) {
        return new Identity(name, mailbox, Set.of());
    }
}
