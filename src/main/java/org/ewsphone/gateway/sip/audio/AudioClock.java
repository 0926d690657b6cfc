package org.ewsphone.gateway.sip.audio;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that paces the sound of all calls: every 20 ms each of them sends a packet. It sleeps while there are none. */
public final class AudioClock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AudioClock.class);

    /** The samples of one packet. */
    static final int SAMPLES = 160;

    private static final long PERIOD = Duration.ofMillis(20).toNanos();

    /** After such a pause (the machine slept, say) the time that was missed is not made up for. */
    private static final long TOO_LATE = Duration.ofSeconds(1).toNanos();

    private static final int PACKET = 2048;

    private final Set<RtpStream> streams = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "sip-audio");
    private volatile boolean closed;
    private long sent;
    private long late;

    /** Starts the clock. */
    public AudioClock() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    void add(RtpStream stream) {
        streams.add(stream);
        LockSupport.unpark(thread);
    }

    void remove(RtpStream stream) {
        streams.remove(stream);
    }

    private void run() {
        ByteBuffer packet = ByteBuffer.allocateDirect(PACKET);
        long next = System.nanoTime();
        while (!closed) {
            if (streams.isEmpty()) {
                tell();
                LockSupport.park(this);
                next = System.nanoTime();
            }
            long due = next;
            streams.forEach(stream -> tick(stream, packet, due));
            next = Math.max(next + PERIOD, System.nanoTime() - TOO_LATE);
            sleepUntil(next);
        }
    }

    private void tick(RtpStream stream, ByteBuffer packet, long due) {
        if (stream.tick(packet)) {
            sent++;
            late += System.nanoTime() - due > PERIOD ? 1 : 0;
        }
    }

    private void tell() {
        if (sent > 0) {
            LOG.debug("Packets of sound since it was quiet: {}, later than one is long: {}", sent, late);
            sent = 0;
            late = 0;
        }
    }

    private void sleepUntil(long moment) {
        for (long left = moment - System.nanoTime(); left > 0 && !closed; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }
}
