package org.ewsphone.gateway.sip.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ewsphone.gateway.sip.audio.RtpStream.Listener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RtpStreamTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final RtpPorts PORTS = new RtpPorts(HERE, 20_000, 29_998);

    private final AudioClock clock = new AudioClock();
    private DatagramSocket listener;
    private RtpStream stream;

    @BeforeEach
    void open() throws IOException {
        listener = new DatagramSocket(0, HERE);
        listener.setSoTimeout(20_000);
        stream = RtpStream.open(clock, PORTS, new Random(1));
    }

    @AfterEach
    void close() {
        stream.close();
        clock.close();
        listener.close();
    }

    @Test
    void packets_follow_each_other_as_the_standard_says() throws IOException {
        stream.play(hearing(Codec.PCMA, true), ShortBuffer.wrap(new short[480]), () -> {});

        ByteBuffer first = packet();
        ByteBuffer second = packet();
        ByteBuffer third = packet();

        assertEquals(0x80, first.get(0) & 0xff);
        assertEquals(0x80 | 8, first.get(1) & 0xff);
        assertEquals(8, second.get(1) & 0xff);
        assertEquals(first.getShort(2) + 1, second.getShort(2));
        assertEquals(first.getShort(2) + 2, third.getShort(2));
        assertEquals(first.getInt(4) + 160, second.getInt(4));
        assertEquals(first.getInt(4) + 320, third.getInt(4));
        assertEquals(first.getInt(8), third.getInt(8));
        assertEquals(12 + 160, first.limit());
    }

    @Test
    void after_the_last_sample_and_a_moment_the_last_step_is_taken() throws Exception {
        var played = new CountDownLatch(1);
        short[] samples = new short[200];
        Arrays.fill(samples, (short) 1000);

        stream.play(hearing(Codec.PCMU, true), ShortBuffer.wrap(samples), played::countDown);

        assertEquals(Codec.PCMU.encode(1000), packet().get(12));
        ByteBuffer second = packet();
        assertEquals(Codec.PCMU.encode(1000), second.get(12 + 39));
        assertEquals(Codec.PCMU.encode(0), second.get(12 + 40));
        assertEquals(true, played.await(20, TimeUnit.SECONDS));
    }

    @Test
    void a_listener_on_hold_hears_nothing_until_they_come_back() throws IOException {
        stream.play(hearing(Codec.PCMU, false), ShortBuffer.wrap(new short[160]), () -> {});
        stream.continueFor(hearing(Codec.PCMU, true));

        assertEquals(0x80, packet().get(1) & 0xff);
    }

    @Test
    void when_all_ports_are_taken_no_call_begins() throws IOException {
        int port = stream.local().getPort();

        assertThrows(
                BindException.class, () -> RtpStream.open(clock, new RtpPorts(HERE, port, port + 1), new Random(1)));
    }

    private Listener hearing(Codec codec, boolean wantsSound) {
        return new Listener(new InetSocketAddress(HERE, listener.getLocalPort()), codec, wantsSound);
    }

    private ByteBuffer packet() throws IOException {
        var packet = new DatagramPacket(new byte[500], 500);
        listener.receive(packet);
        return ByteBuffer.wrap(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
}
