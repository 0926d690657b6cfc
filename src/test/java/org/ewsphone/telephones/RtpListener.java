package org.ewsphone.telephones;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Hears many calls at one port, and notes when each packet of sound came and when it was due. */
final class RtpListener implements AutoCloseable {

    private static final int MOST = 2_000_000;
    private static final int BUFFER = 4 << 20;
    private static final int RATE = 8000;

    private final DatagramChannel channel = DatagramChannel.open();
    private final int[] sources = new int[MOST];
    private final int[] timestamps = new int[MOST];
    private final long[] arrivals = new long[MOST];
    private volatile int heard;
    private volatile int begin;

    RtpListener() throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var thread = new Thread(this::listen, "rtp-listener");
        thread.setDaemon(true);
        thread.start();
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** Counts from now on. */
    void begin() {
        begin = heard;
    }

    /** How many packets it heard since. */
    int count() {
        return heard - begin;
    }

    /** How many of them came later than so much after they were due, by the best of their call. */
    int later(Duration than) {
        int end = heard;
        Map<Integer, Long> best = new HashMap<>();
        for (int i = begin; i < end; i++) {
            best.merge(sources[i], way(i), Math::min);
        }
        int late = 0;
        for (int i = begin; i < end; i++) {
            late += way(i) - best.getOrDefault(sources[i], 0L) > than.toNanos() ? 1 : 0;
        }
        return late;
    }

    /** How many calls they belong to. */
    long calls() {
        return Arrays.stream(sources, begin, heard).distinct().count();
    }

    /** When it came, by a clock that begins when its call did. */
    private long way(int packet) {
        return arrivals[packet]
                - Integer.toUnsignedLong(timestamps[packet])
                        * (Duration.ofSeconds(1).toNanos() / RATE);
    }

    private void listen() {
        ByteBuffer packet = ByteBuffer.allocateDirect(2048);
        try {
            for (int i = 0; i < MOST; i++) {
                channel.receive(packet.clear());
                arrivals[i] = System.nanoTime();
                timestamps[i] = packet.getInt(4);
                sources[i] = packet.getInt(8);
                heard = i + 1;
            }
        } catch (IOException e) {
            // It was closed
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
