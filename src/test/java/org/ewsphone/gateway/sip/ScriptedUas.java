package org.ewsphone.gateway.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ewsphone.gateway.sip.message.SipMessage;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipResponse;

/** The other side: a telephone network on one UDP socket that does what a test says, and remembers what it was sent. */
final class ScriptedUas implements AutoCloseable {

    private final DatagramSocket socket;
    private final Map<String, Consumer<SipRequest>> script = new ConcurrentHashMap<>();
    private final List<SipRequest> requests = new CopyOnWriteArrayList<>();
    private final List<SipResponse> responses = new CopyOnWriteArrayList<>();
    private volatile SocketAddress peer = new InetSocketAddress(0);

    ScriptedUas() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        when("OPTIONS", request -> respond(request, 200));
        when("BYE", request -> respond(request, 200));
        when("ACK", request -> {});
        var thread = new Thread(this::read, "scripted-uas");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What it does when it is asked this. */
    void when(String method, Consumer<SipRequest> does) {
        script.put(method, does);
    }

    void respond(SipRequest request, int status) {
        send(request.response(status, "As Told", "uas"));
    }

    /** Answers with sound wanted at this port. */
    void answer(SipRequest invite, int status, int rtpPort) {
        answer(invite, status, "uas", sdp(rtpPort));
    }

    void answer(SipRequest invite, int status, String tag, String sdp) {
        SipResponse response = invite.response(status, "As Told", tag);
        send(response.with(response.headers().with("Contact", contact())).with("application/sdp", sdp));
    }

    String contact() {
        return "<sip:uas@127.0.0.1:" + port() + ">";
    }

    static String sdp(int rtpPort) {
        return "v=0\r\no=u 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + rtpPort
                + " RTP/AVP 8 0\r\n";
    }

    /** Sends something to whoever was heard last. */
    void send(SipMessage message) {
        try {
            byte[] bytes = message.encode();
            socket.send(new DatagramPacket(bytes, bytes.length, peer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until so many different requests of this method came, and returns the last. */
    SipRequest await(String method, int count) {
        Await.until(() -> asked(method).size() >= count, () -> "No " + method + " in " + requests);
        return asked(method).get(count - 1);
    }

    SipRequest await(String method) {
        return await(method, 1);
    }

    /** Waits for a response that is like this, and returns it. */
    SipResponse awaitResponse(Predicate<SipResponse> wanted) {
        Await.until(() -> responses.stream().anyMatch(wanted), () -> "Not in " + responses);
        return responses.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** The requests of this method, repetitions left out. */
    List<SipRequest> asked(String method) {
        return requests.stream()
                .filter(request -> request.method().equals(method))
                .filter(new TreeSet<>(Comparator.comparing(
                        (SipRequest request) -> request.via().branch().orElse("")))::add)
                .toList();
    }

    /** How often requests of this method came, repetitions too. */
    long heard(String method) {
        return requests.stream()
                .filter(request -> request.method().equals(method))
                .count();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void read() {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                return;
            }
            peer = packet.getSocketAddress();
            String[] parts = new String(buffer, 0, packet.getLength(), UTF_8).split("\r\n\r\n", 2);
            SipMessage message = SipMessage.parse(parts[0], parts[1]);
            if (message instanceof SipRequest request) {
                requests.add(request);
                script.getOrDefault(request.method(), unknown -> respond(unknown, 501))
                        .accept(request);
            } else if (message instanceof SipResponse response) {
                responses.add(response);
            }
        }
    }
}
