package org.ewsphone.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports of the loopback for a server that cannot choose free ones by itself. They lie below those that the operating system
 * gives away, and other builds that reserve theirs like this at the same time get others.
 *
 * @param first of 99 ports
 * @param guard listens at the port after them, for as long as they are reserved
 */
record ReservedPorts(int first, ServerSocket guard) implements AutoCloseable {

    private static final int LOWEST = 20_000;
    private static final int BLOCK = 100;
    private static final int BLOCKS = 120;

    /** Some at which nobody listens. */
    static ReservedPorts take() throws IOException {
        int start = ThreadLocalRandom.current().nextInt(BLOCKS);
        return IntStream.range(start, start + BLOCKS)
                .mapToObj(block -> beginningAt(LOWEST + block % BLOCKS * BLOCK))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IOException("There are no free ports from " + LOWEST + " on"));
    }

    /** Whoever looked at the same time finds the guard. */
    private static Optional<ReservedPorts> beginningAt(int first) {
        int last = first + BLOCK - 1;
        if (!IntStream.range(first, last).allMatch(ReservedPorts::isFree)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ReservedPorts(first, listener(last)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket listener = listener(port)) {
            return listener.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket listener(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    @Override
    public void close() throws IOException {
        guard.close();
    }
}
