package org.ewsphone.telephones;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The ports of 127.0.0.1. */
final class Loopback {

    static final String ADDRESS = "127.0.0.1";

    /** As the kernel writes it. */
    private static final String KERNEL_ADDRESS = "0100007F";

    private Loopback() {}

    /** One that is free by UDP and by TCP. */
    static int freePort() throws IOException {
        while (true) {
            try (var tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    var udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
                return udp.getLocalPort();
            } catch (IOException e) {
                // By UDP it was in use; the next one
            }
        }
    }

    /** Whether somebody has it, by udp or tcp. Asking the kernel disturbs nobody, as a connection or a bind would. */
    static boolean isTaken(String protocol, int port) {
        return isTaken("self", protocol, port);
    }

    /** Whether somebody has it in the network namespace of this process. */
    static boolean isTaken(String process, String protocol, int port) {
        String wanted = KERNEL_ADDRESS + String.format(Locale.ROOT, ":%04X", port);
        try (Stream<String> sockets = Files.lines(Path.of("/proc", process, "net", protocol))) {
            return sockets.map(line -> line.strip().split("\\s+"))
                    .anyMatch(words -> words.length > 1 && words[1].equals(wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
