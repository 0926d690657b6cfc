package org.ewsphone.telephones;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ewsphone.launcher.RunningWar;
import org.ewsphone.sound.WaveFile;
import org.ewsphone.sound.Waves;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody at a telephone hears. Everything runs in a network of its own, for baresip listens at every address. */
final class SipSoundIT {

    private static final int PORT = 25_070;
    private static final int RATE = 8000;
    private static final String MELODY = "melody";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"udp, 25070", "tcp, 25070", "tls, 25071"})
    void the_telephone_hears_the_message(String protocol, int port) throws Exception {
        Baresip.program();
        Certified certified = Certified.as(directory, "phone", "ip:127.0.0.1");
        short[] melody = melody();
        try (PrivateNetwork network = PrivateNetwork.make(directory);
                Baresip telephone =
                        Baresip.start(network, Files.createDirectory(directory.resolve("baresip")), PORT, certified);
                RunningWar war =
                        server(network, "sip:127.0.0.1:" + port + ";transport=" + protocol, certified, melody)) {
            play(network, war);

            Likeness likeness = Likeness.of(
                    ShortBuffer.wrap(melody),
                    WaveFile.read(telephone.recording()).samples());
            System.out.printf(
                    Locale.ROOT,
                    "baresip heard the message by %s with a correlation of %.5f%n",
                    protocol,
                    likeness.correlation());
            assertTrue(likeness.correlation() > 0.99, likeness::toString);
        }
    }

    private static RunningWar server(PrivateNetwork network, String proxy, Certified certified, short[] melody)
            throws IOException {
        RunningWar.Arrangement arranged = Trunk.to(proxy, "gateway.sip.tls.trust=" + certified.certificate())
                .by(network.entry());
        Waves.write(arranged.home().resolve("voicemail/demo/" + MELODY + ".wav"), melody, RATE);
        return arranged.start();
    }

    /** Our own client speaks EWS from inside; it ends when the call has. */
    private void play(PrivateNetwork network, RunningWar war) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of(System.getProperty("ews-phone.test.war"))
                        .toAbsolutePath()
                        .toString(),
                "play",
                war.url().toString(),
                "--user",
                war.user() + ":" + war.password(),
                "--cacert",
                war.certificate().toString(),
                "--item",
                MELODY,
                "--number",
                Trunk.NUMBER,
                "--wait=over",
                "--every",
                "1");
        try (Peer client = network.start("client", directory, command)) {
            assertEquals(0, client.exitCode(), client.output() + war.log());
        }
    }

    /** Three seconds that are at no two moments alike: a tone that rises, and swells nine times. */
    private static short[] melody() {
        short[] samples = new short[3 * RATE];
        for (int i = 0; i < samples.length; i++) {
            double seconds = (double) i / RATE;
            double rising = Math.sin(2 * Math.PI * (300 + 400 * seconds) * seconds);
            double swelling = 0.6 + 0.4 * Math.sin(2 * Math.PI * 3 * seconds);
            samples[i] = (short) Math.round(12_000 * rising * swelling);
        }
        return samples;
    }
}
