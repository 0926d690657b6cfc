package org.ewsphone.telephones;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A loopback of one's own, for programs that would listen at every address of the machine. Closing ends it. */
final class PrivateNetwork implements AutoCloseable {

    private final String nsenter;
    private final Peer keeper;

    private PrivateNetwork(String nsenter, Peer keeper) {
        this.nsenter = nsenter;
        this.keeper = keeper;
    }

    /** A new one; skips the test where none can be made. */
    static PrivateNetwork make(Path directory) throws IOException {
        String nsenter = Programs.require("nsenter", "util-linux");
        String unshare = Programs.require("unshare", "util-linux");
        Programs.require("ip", "iproute2");
        Peer keeper = Peer.start(
                "network", directory, List.of(unshare, "-n", "sh", "-c", "ip link set lo up && echo up && exec cat"));
        if (!keeper.says("up")) {
            keeper.close();
            abort("A network namespace cannot be made here, which takes root:\n" + keeper.output());
        }
        return new PrivateNetwork(nsenter, keeper);
    }

    /** Of the process that keeps it. */
    String pid() {
        return "" + keeper.pid();
    }

    /** What a command is begun with, so that it runs in there. */
    List<String> entry() {
        return List.of(nsenter, "-t", pid(), "-n");
    }

    Peer start(String name, Path directory, List<String> command) throws IOException {
        return Peer.start(
                name,
                directory,
                Stream.concat(entry().stream(), command.stream()).toList());
    }

    @Override
    public void close() throws IOException {
        keeper.close();
    }
}
