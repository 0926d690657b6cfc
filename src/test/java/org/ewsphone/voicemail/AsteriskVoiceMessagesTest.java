package org.ewsphone.voicemail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
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
import org.junit.jupiter.params.provider.ValueSource;

final class AsteriskVoiceMessagesTest {

    private static final String ANA = "ana@example.org";
    private static final String ID = "1454017478-00000001";

    private final Path spool;

    AsteriskVoiceMessagesTest(@TempDir Path directory) throws IOException {
        spool = directory.toRealPath();
        message("default/200/INBOX", "msg0000", ID, ".WAV", ".wav");
        message("sales/201/INBOX", "msg0000", "1454017479-00000002", ".wav");
    }

    @Test
    void a_message_is_found_by_the_id_in_its_text() {
        assertEquals(
                Optional.of(spool.resolve("default/200/INBOX/msg0000.wav").toUri()),
                find(ANA, ID).map(VoiceMessage::sound));
    }

    @Test
    void it_is_found_again_when_it_was_heard_and_has_another_number() throws IOException {
        message("default/200/INBOX", "msg0000", "1454017480-00000003", ".wav");
        message("default/200/Old", "msg0007", ID, ".wav");

        assertEquals(
                Optional.of(spool.resolve("default/200/Old/msg0007.wav").toUri()),
                find(ANA, ID).map(VoiceMessage::sound));
    }

    @Test
    void a_box_may_be_in_another_context() {
        assertEquals(
                Optional.of(spool.resolve("sales/201/INBOX/msg0000.wav").toUri()),
                find("ben@example.org", "1454017479-00000002").map(VoiceMessage::sound));
    }

    @Test
    void the_message_of_another_box_is_not_found() {
        assertEquals(Optional.empty(), find("ben@example.org", ID));
        assertEquals(Optional.empty(), find("carl@example.org", ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg0000", "1454017478-0000000", "454017478-00000001", "200"})
    void nothing_but_the_whole_id_names_a_message(String id) {
        assertEquals(Optional.empty(), find(ANA, id));
    }

    @Test
    void a_message_without_its_sound_is_not_found() throws IOException {
        message("default/200/INBOX", "msg0001", "1454017481-00000004");

        assertEquals(Optional.empty(), find(ANA, "1454017481-00000004"));
    }

    @Test
    void other_sounds_of_asterisk_are_found_as_well() throws IOException {
        message("default/200/INBOX", "msg0001", "1454017482-00000005", ".gsm");

        assertEquals(
                Optional.of(spool.resolve("default/200/INBOX/msg0001.gsm").toUri()),
                find(ANA, "1454017482-00000005").map(VoiceMessage::sound));
    }

    @Test
    void a_link_leads_nowhere() throws IOException {
        Files.createSymbolicLink(spool.resolve("default/200/Friends"), spool.resolve("sales/201/INBOX"));
        Files.createSymbolicLink(
                spool.resolve("default/200/INBOX/msg0009.txt"), spool.resolve("sales/201/INBOX/msg0000.txt"));

        assertEquals(Optional.empty(), find(ANA, "1454017479-00000002"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana@example.org", "ana@example.org=../..", "ana@example.org=200@a/b", "a=1;a=2", "a b=1"})
    void what_is_no_list_of_boxes_stops_the_start(String boxes) {
        assertThrows(SettingException.class, () -> open(boxes));
    }

    private Optional<VoiceMessage> find(String mailbox, String id) {
        return open("Ana@example.org=200; ben@example.org=201@sales").find(mailbox, new ItemId(id));
    }

    private void message(String folder, String name, String id, String... extensions) throws IOException {
        Path directory = Files.createDirectories(spool.resolve(folder));
        Files.writeString(directory.resolve(name + ".txt"), """
            ;
            ; Message Information file
            ;
            [message]
            origmailbox=200
            context=macro-stdexten
            macrocontext=
            exten=s-NOANSWER
            rdnis=unknown
            priority=2
            callerchan=PJSIP/201-00000000
            callerid="Ben" <201>
            origdate=Thu Jan 28 09:44:38 PM UTC 2016
            origtime=1454017478
            category=
            msg_id=%s
            flag=
            duration=5
            """.formatted(id));
        for (String extension : extensions) {
            Files.writeString(directory.resolve(name + extension), "RIFF");
        }
    }

    private VoiceMessageStore open(String boxes) {
        Settings settings = Settings.read(
                Map.of(
                        "home",
                        "/nonexistent",
                        "voicemail.asterisk.spool",
                        spool.toString(),
                        "voicemail.asterisk.boxes",
                        boxes),
                Map.of(),
                Map.of(),
                Map.of());
        return new AsteriskVoiceMessagesPlugin()
                .open(new PluginContext(settings, Clock.systemUTC(), new NodeName("node.1")));
    }
}
