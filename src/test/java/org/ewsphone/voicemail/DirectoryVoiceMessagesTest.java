package org.ewsphone.voicemail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.NodeName;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.call.VoiceMessageStore;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.PluginContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryVoiceMessagesTest {

    private static final String ANA = "ana@example.org";

    private final Path outside;
    private final Path root;
    private final VoiceMessageStore store;

    DirectoryVoiceMessagesTest(@TempDir Path directory) throws IOException {
        outside = directory.toRealPath();
        root = Files.createDirectory(outside.resolve("root"));
        store = open(root);
        message(ANA, "AAMk1.wav");
        message("ben@example.org", "AAMk2.wav");
    }

    @Test
    void a_message_is_found_in_its_mailbox() {
        assertEquals(
                Optional.of(root.resolve(ANA).resolve("AAMk1.wav").toUri()),
                find(ANA, "AAMk1").map(VoiceMessage::sound));
    }

    @ParameterizedTest
    @CsvSource({
        "ana@example.org, AAMk2",
        "ana@example.org, aamk1",
        "ana@example.org, AAMk1=",
        "ANA@example.org, AAMk1",
        "ana, AAMk1",
        "carl@example.org, AAMk1"
    })
    void an_unknown_or_foreign_message_is_not(String mailbox, String id) {
        assertEquals(Optional.empty(), find(mailbox, id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "../ana@example.org",
                "ana@example.org/../ben@example.org",
                "..\\ana",
                "%2e%2e",
                "a\u0000"
            })
    void a_mailbox_leads_nowhere_else(String mailbox) throws IOException {
        Files.writeString(outside.resolve("AAMk1.wav"), "RIFF");

        assertEquals(Optional.empty(), find(mailbox, "AAMk1"));
    }

    @Test
    void a_slash_in_an_id_is_no_directory() throws IOException {
        Files.createDirectory(root.resolve(ANA).resolve("AA"));
        message(ANA, "AA/Mk1.wav");
        assertEquals(Optional.empty(), find(ANA, "AA/Mk1"));

        message(ANA, "AA%2FMk1.wav");

        assertEquals(
                Optional.of(URI.create(root.resolve(ANA).toUri() + "AA%252FMk1.wav")),
                find(ANA, "AA/Mk1").map(VoiceMessage::sound));
    }

    @Test
    void a_link_leads_nowhere() throws IOException {
        Files.createSymbolicLink(root.resolve(ANA).resolve("AAMk3.wav"), root.resolve("ben@example.org/AAMk2.wav"));
        Files.createSymbolicLink(root.resolve("carl@example.org"), root.resolve(ANA));

        assertEquals(Optional.empty(), find(ANA, "AAMk3"));
        assertEquals(Optional.empty(), find("carl@example.org", "AAMk1"));
    }

    @Test
    void a_directory_is_no_message() throws IOException {
        Files.createDirectory(root.resolve(ANA).resolve("AAMk4.wav"));

        assertEquals(Optional.empty(), find(ANA, "AAMk4"));
    }

    @Test
    void an_id_that_is_too_long_for_a_file_is_none() {
        assertEquals(Optional.empty(), find(ANA, "A".repeat(1024)));
    }

    @Test
    void a_root_may_be_reached_by_a_link() throws IOException {
        Path link = Files.createSymbolicLink(outside.resolve("link"), root);

        assertEquals(find(ANA, "AAMk1"), open(link).find(ANA, new ItemId("AAMk1")));
    }

    @Test
    void a_root_that_is_not_there_stops_the_start() {
        assertThrows(SettingException.class, () -> open(outside.resolve("nowhere")));
    }

    private void message(String mailbox, String file) throws IOException {
        Files.createDirectories(root.resolve(mailbox));
        Files.writeString(root.resolve(mailbox).resolve(file), "RIFF");
    }

    private Optional<VoiceMessage> find(String mailbox, String id) {
        return store.find(mailbox, new ItemId(id));
    }

    private static VoiceMessageStore open(Path root) {
        Settings settings = Settings.read(
                Map.of("home", "/nonexistent", "voicemail.directory.root", root.toString()),
                Map.of(),
                Map.of(),
                Map.of());
        return new DirectoryVoiceMessagesPlugin()
                .open(new PluginContext(settings, Clock.systemUTC(), new NodeName("node.1")));
    }
}
