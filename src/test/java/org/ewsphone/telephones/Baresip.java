package org.ewsphone.telephones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ewsphone.sound.Waves;

/** A telephone, baresip, that is lifted when it rings and writes down what it hears. It listens by TLS at the next port. */
final class Baresip implements AutoCloseable {

    private static final Path LIBRARIES = Path.of("/usr/lib");

    private static final int RATE = 8000;

    private final Peer peer;
    private final Path recordings;

    private Baresip(Peer peer, Path recordings) {
        this.peer = peer;
        this.recordings = recordings;
    }

    /** Skips the test where there is none. */
    static String program() {
        return Programs.require("baresip", "baresip-core");
    }

    /** One that listens when the start returns. */
    static Baresip start(PrivateNetwork network, Path directory, int port, Certified own) throws IOException {
        Path recordings = Files.createDirectories(directory.resolve("recordings"));
        Files.writeString(
                directory.resolve("config"),
                Files.readString(Path.of("src/test/resources/telephones/baresip.config"))
                        .replace("@modules@", modules().toString())
                        .replace("@port@", "" + port)
                        .replace("@certificate@", own.both().toString())
                        .replace("@recordings@", recordings.toString()));
        Files.writeString(
                directory.resolve("accounts"),
                "<sip:" + Trunk.NUMBER + "@127.0.0.1:" + port + ">;regint=0;answermode=auto;audio_codecs=pcmu,pcma\n");
        // What it says itself
        Waves.write(directory.resolve("quiet.wav"), new short[RATE * 60], RATE);
        Files.writeString(directory.resolve("contacts"), "\"Nobody\" <sip:nobody@127.0.0.1>\n");
        Peer peer = network.start("baresip", directory, List.of(program(), "-f", directory.toString()))
                .once(
                        "listen at " + port,
                        () -> Loopback.isTaken(network.pid(), "udp", port)
                                && Loopback.isTaken(network.pid(), "tcp", port + 1));
        return new Baresip(peer, recordings);
    }

    private static Path modules() throws IOException {
        try (Stream<Path> files = Files.find(
                LIBRARIES, 4, (file, attributes) -> file.endsWith(Path.of("baresip", "modules", "account.so")))) {
            return files.findFirst()
                    .map(Path::getParent)
                    .orElseThrow(() -> new IOException("Below " + LIBRARIES + " are no modules of baresip"));
        }
    }

    /** Ends it, so that all is written down; what it heard. */
    Path recording() throws IOException {
        close();
        try (Stream<Path> files = Files.list(recordings)) {
            return files.filter(file -> file.toString().endsWith("dec.wav"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("It has recorded nothing"));
        }
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
