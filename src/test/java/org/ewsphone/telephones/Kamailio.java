package org.ewsphone.telephones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A proxy by UDP and TCP, Kamailio, that knows everybody whose password is {@code secret}, and hands calls on by UDP. */
final class Kamailio implements AutoCloseable {

    private final Peer peer;

    private Kamailio(Peer peer) {
        this.peer = peer;
    }

    /** Skips the test where there is none. */
    static String program() {
        return Programs.require("kamailio", "kamailio");
    }

    /** One that listens when the start returns. */
    static Kamailio start(Path directory, int port, int network) throws IOException {
        String configuration = Files.readString(Path.of("src/test/resources/telephones/kamailio.cfg"))
                .replace("@proxy@", "" + port)
                .replace("@network@", "" + network);
        Path file = Files.writeString(directory.resolve("kamailio.cfg"), configuration);
        List<String> command = List.of(
                program(),
                "-DD",
                "-E",
                "-f",
                file.toString(),
                "-w",
                directory.toString(),
                "-Y",
                directory.toString(),
                "-P",
                directory.resolve("kamailio.pid").toString(),
                "-m",
                "32",
                "-M",
                "8");
        return new Kamailio(Peer.start("kamailio", directory, command)
                .once("listen at " + port, () -> Loopback.isTaken("udp", port) && Loopback.isTaken("tcp", port)));
    }

    /** How many requests it told this of. */
    long times(String said) throws IOException {
        return peer.output().lines().filter(line -> line.contains(said)).count();
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
