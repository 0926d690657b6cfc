package org.ewsphone.gateway.sip.audio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sound of one call. What comes from the other side is thrown away, and whatever the network says about packets that
 * nobody wants harms nobody.
 */
public final class RtpStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RtpStream.class);

    private static final int VERSION_2 = 0x80;
    private static final int MARKER = 0x80;

    /** So long is it quiet after the sound, in packets: nobody likes to be cut off at the last word. */
    private static final int QUIET = 50;

    private static final int MOST_DRAINED = 16;

    private static final ShortBuffer NOTHING = ShortBuffer.allocate(0);

    private final AudioClock clock;
    private final DatagramChannel channel;
    private final int source;
    private int sequence;
    private int timestamp;
    private boolean first = true;
    private ShortBuffer samples = NOTHING;
    private int quiet;
    private @Nullable Runnable whenPlayed;
    private @Nullable Listener listener;

    private RtpStream(AudioClock clock, DatagramChannel channel, Random random) {
        this.clock = clock;
        this.channel = channel;
        this.source = random.nextInt();
        this.sequence = random.nextInt(1 << 15);
        this.timestamp = random.nextInt();
    }

    /** Takes a port for a call that will begin. Throws {@link IOException} when all are taken. */
    public static RtpStream open(AudioClock clock, RtpPorts ports, Random random) throws IOException {
        return new RtpStream(clock, ports.open(), random);
    }

    /** Where the other side may send its sound. */
    public InetSocketAddress local() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * Plays the samples, 8000 a second, to this listener, then silence for a second; then it runs the last step, and goes
     * on with silence. Without samples there is silence, and no last step.
     */
    public void play(Listener to, ShortBuffer sound, Runnable afterwards) {
        synchronized (this) {
            samples = sound;
            whenPlayed = sound.hasRemaining() ? afterwards : null;
            listener = to;
        }
        clock.add(this);
    }

    /** Goes on for another listener, or for the same one with other wishes. */
    public synchronized void continueFor(Listener to) {
        listener = to;
    }

    /** Is silent from now on, and holds nothing any more. */
    @Override
    public void close() {
        clock.remove(this);
        synchronized (this) {
            samples = NOTHING;
            listener = null;
            whenPlayed = null;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("An RTP port could not be closed", e);
        }
    }

    /** Sends the next 20 ms, and throws away what came. Returns whether anybody wanted to hear it. */
    boolean tick(ByteBuffer packet) {
        Runnable last = null;
        boolean sent = false;
        try {
            drain(packet);
            sent = send(packet);
            last = sent ? lastStep() : null;
        } catch (IOException | RuntimeException e) {
            LOG.debug("A packet was not sent: {}", e.getMessage());
        }
        if (last != null) {
            last.run();
        }
        return sent;
    }

    private void drain(ByteBuffer packet) throws IOException {
        for (int i = 0; i < MOST_DRAINED; i++) {
            packet.clear();
            if (channel.receive(packet) == null) {
                return;
            }
        }
    }

    /** Sends one packet, if there is a listener. */
    private synchronized boolean send(ByteBuffer packet) throws IOException {
        Listener to = listener;
        if (to == null || !to.wantsSound()) {
            timestamp += AudioClock.SAMPLES;
            first = true; // After a pause a new talkspurt begins (RFC 3551, 4.1)
            return false;
        }
        packet.clear();
        packet.put((byte) VERSION_2)
                .put((byte) ((first ? MARKER : 0) | to.codec().payloadType()))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(source);
        for (int i = 0; i < AudioClock.SAMPLES; i++) {
            packet.put(to.codec().encode(samples.hasRemaining() ? samples.get() : 0));
        }
        sequence++;
        timestamp += AudioClock.SAMPLES;
        first = false;
        channel.send(packet.flip(), to.address());
        return true;
    }

    /** What is to be done when the packet just sent was the last. */
    private synchronized @Nullable Runnable lastStep() {
        return samples.hasRemaining() || ++quiet != QUIET ? null : whenPlayed;
    }

    /**
     * Whoever hears it.
     *
     * @param address where the packets go
     * @param codec how the sound is encoded
     * @param wantsSound false while the call is on hold
     */
    public record Listener(InetSocketAddress address, Codec codec, boolean wantsSound) {}
}
