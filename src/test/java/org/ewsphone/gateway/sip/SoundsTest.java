package org.ewsphone.gateway.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.VoiceMessage;
import org.ewsphone.gateway.sip.message.Headers;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.sound.Sound;
import org.ewsphone.sound.Waves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds the sound of a message, and for how long. */
final class SoundsTest {

    @TempDir
    private Path directory;

    private final Sounds sounds = new Sounds();
    private ScriptedUas uas;
    private SipGateway gateway;
    private VoiceMessage message;

    @BeforeEach
    void open() throws IOException {
        uas = new ScriptedUas();
        gateway = TestTrunk.udp(uas.port()).openPatiently(sounds);
        message = recorded(8000);
    }

    @AfterEach
    void close() {
        gateway.close();
        uas.close();
    }

    @Test
    void calls_with_the_same_message_share_its_sound() {
        Sound one = sounds.of(message).orElseThrow();

        assertSame(one, sounds.of(message).orElseThrow());
    }

    @Test
    void what_was_recorded_anew_is_read_anew() throws IOException {
        Sound one = sounds.of(message).orElseThrow();

        Sound other = sounds.of(recorded(16_000)).orElseThrow();

        assertEquals(one.duration().multipliedBy(2), other.duration());
    }

    @Test
    void a_simulated_message_has_no_sound() {
        assertEquals(
                Optional.empty(),
                sounds.of(new VoiceMessage(new ItemId("AAMkDemo1"), URI.create("simulated:AAMkDemo1"))));
    }

    @Test
    void a_call_that_was_hung_up_holds_no_sound() {
        uas.when("INVITE", invite -> uas.answer(invite, 200, 9));
        ObservedCall call = ObservedCall.play(gateway, message);
        call.until(PhoneCallState.CONNECTED);
        WeakReference<Sound> sound = held();

        gateway.hangUp(call.now());

        call.untilOver();
        awaitLetGo(sound);
    }

    @Test
    void a_call_that_was_hung_up_there_holds_no_sound() {
        uas.when("INVITE", invite -> uas.answer(invite, 200, 9));
        ObservedCall call = ObservedCall.play(gateway, message);
        call.until(PhoneCallState.CONNECTED);
        WeakReference<Sound> sound = held();

        uas.send(byeFromThere());

        call.untilOver();
        awaitLetGo(sound);
    }

    @Test
    void a_call_that_was_refused_holds_no_sound() {
        uas.when("INVITE", invite -> uas.respond(invite, 180));
        ObservedCall call = ObservedCall.play(gateway, message);
        call.until(PhoneCallState.ALERTED);
        WeakReference<Sound> sound = held();

        uas.respond(uas.await("INVITE"), 486);

        call.untilOver();
        awaitLetGo(sound);
    }

    /** The sound that the call which is up holds, as nobody else does. */
    private WeakReference<Sound> held() {
        var sound = new WeakReference<>(sounds.of(message).orElseThrow());
        System.gc();
        assertFalse(sound.refersTo(null), "The call does not share it");
        return sound;
    }

    private static void awaitLetGo(WeakReference<Sound> sound) {
        Await.until(
                () -> {
                    System.gc();
                    return sound.refersTo(null);
                },
                () -> "Somebody still holds the sound");
    }

    private VoiceMessage recorded(int samples) throws IOException {
        Path file = Waves.write(directory.resolve("message.wav"), Waves.tone(440, 8000, samples), 8000);
        return new VoiceMessage(new ItemId("message"), file.toUri());
    }

    private SipRequest byeFromThere() {
        SipRequest invite = uas.await("INVITE");
        return new SipRequest(
                "BYE",
                "sip:us",
                Headers.NONE
                        .with("Via", "SIP/2.0/UDP 127.0.0.1:" + uas.port() + ";rport;branch=z9hG4bKbye")
                        .with("Max-Forwards", "70")
                        .with("From", "<sip:1@127.0.0.1>;tag=uas")
                        .with("To", invite.headers().first("From").orElseThrow())
                        .with("Call-ID", invite.callId())
                        .with("CSeq", "7 BYE"),
                "");
    }
}
