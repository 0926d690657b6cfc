package org.ewsphone.gateway.sip.audio;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** The even ports of one address from which sound is sent (RFC 3550, 11). */
public final class RtpPorts {

    private final InetAddress address;
    private final int first;
    private final int count;
    private final AtomicInteger next = new AtomicInteger();

    /** The even ports from this to that one. Throws {@link IllegalArgumentException} when there are none. */
    public RtpPorts(InetAddress address, int from, int to) {
        this.address = address;
        this.first = from + from % 2;
        this.count = (to - first) / 2 + 1;
        if (to < first) {
            throw new IllegalArgumentException("Between " + from + " and " + to + " is no even port");
        }
    }

    /** A channel at the next port that is free; throws {@link BindException} when none is. */
    DatagramChannel open() throws IOException {
        for (int tried = 0; tried < count; tried++) {
            int port = first + 2 * Math.floorMod(next.getAndIncrement(), count);
            DatagramChannel channel = DatagramChannel.open();
            try {
                channel.bind(new InetSocketAddress(address, port));
                channel.configureBlocking(false);
                return channel;
            } catch (IOException e) {
                channel.close();
            }
        }
        throw new BindException("All " + count + " RTP ports are in use");
    }
}
