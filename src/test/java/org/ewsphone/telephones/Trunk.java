package org.ewsphone.telephones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ewsphone.client.CallInformation;
import org.ewsphone.launcher.RunningWar;
import org.ewsphone.sound.Waves;

/** A server whose calls go out through a SIP trunk, and what its calls are told as. */
final class Trunk {

    /** A message of half a second. */
    static final String HELLO = "hello";

    /** A message that is still being played when somebody hangs up. */
    static final String LONG_STORY = "long-story";

    static final String NUMBER = "6001";

    private static final int RATE = 8000;

    /** It ended as calls do. */
    static final CallInformation NORMAL_END =
            new CallInformation("Disconnected", "None", Optional.empty(), Optional.empty());

    private Trunk() {}

    /** One towards this proxy, with more lines of settings; its user is demo. */
    static RunningWar.Arrangement to(String proxy, String... settings) throws IOException {
        RunningWar.Arrangement arranged = RunningWar.arranged().with("--user", "demo:demo");
        Path voicemail = arranged.home().resolve("voicemail");
        Path mailbox = Files.createDirectories(voicemail.resolve("demo"));
        Waves.write(mailbox.resolve(HELLO + ".wav"), Waves.tone(440, RATE, RATE / 2), RATE);
        Waves.write(mailbox.resolve(LONG_STORY + ".wav"), Waves.tone(440, RATE, 60 * RATE), RATE);
        return arranged.settingsFile(String.join(
                        "\n",
                        "gateway=sip",
                        "gateway.sip.proxy=" + proxy,
                        "gateway.sip.bind=" + Loopback.ADDRESS,
                        "dialplan.extensions=[0-9]{4}",
                        "dialplan.daily-calls=0",
                        "dialplan.daily-minutes=0",
                        "calls.per-mailbox=0",
                        "calls.per-destination=0",
                        "voicemail=directory",
                        "voicemail.directory.root=" + voicemail,
                        // Every state is told, ringing among them
                        "ews.states=full",
                        String.join("\n", settings))
                + "\n");
    }

    /** It failed like this. */
    static CallInformation failure(String cause, int code, String text) {
        return new CallInformation("Disconnected", cause, Optional.of("" + code), Optional.of(text));
    }
}
