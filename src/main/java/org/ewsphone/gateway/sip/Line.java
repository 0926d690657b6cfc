package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ewsphone.gateway.sip.audio.AudioClock;
import org.ewsphone.gateway.sip.audio.RtpStream;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipUri;
import org.ewsphone.gateway.sip.signalling.Alarm;
import org.ewsphone.gateway.sip.signalling.Protocol;
import org.ewsphone.gateway.sip.signalling.Requests;
import org.ewsphone.gateway.sip.signalling.Responses;
import org.ewsphone.gateway.sip.signalling.Signalling;
import org.ewsphone.gateway.sip.signalling.Transactions;

/** What all calls of one trunk share: the way to it, the time, the threads and the sound. */
final class Line implements AutoCloseable {

    private static final int THREADS = 8;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final SipTrunk trunk;
    private final Signalling signalling;
    private final Tokens tokens = new Tokens();
    private final Random random = new Random();
    private final AudioClock audio = new AudioClock();
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor alarms;

    Line(SipTrunk trunk, Requests requests) throws IOException {
        this.trunk = trunk;
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> daemon("sip-call", work),
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
        alarms = new ScheduledThreadPoolExecutor(
                1, work -> daemon("sip-alarm", work), new ThreadPoolExecutor.DiscardPolicy());
        alarms.setRemoveOnCancelPolicy(true);
        signalling = switch (trunk.protocol()) {
            case UDP -> Transactions.udp(trunk.bind(), requests, trunk.timers());
            case TCP -> Transactions.tcp(trunk.bind(), trunk.proxyAddress(), requests, trunk.timers());
            case TLS -> Transactions.tls(trunk.bind(), trunk.proxyAddress(), trunk.trust(), requests, trunk.timers());
        };
    }

    SipTrunk trunk() {
        return trunk;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Where work is done that nobody waits for. */
    Executor threads() {
        return threads;
    }

    /** Runs the step once this much time has passed, on a thread of its own. */
    Alarm after(Duration time, Runnable step) {
        Future<?> scheduled = alarms.schedule(() -> threads.execute(step), time.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** A request that can be sent to this hop. */
    Exchange exchange(String hop, Responses told) {
        return new Exchange(signalling, trunk.credentials(), tokens, hop, told);
    }

    /** Sends a request in a dialog, whatever comes of it. */
    void send(Dialog dialog, SipRequest request, Responses told) throws IOException {
        exchange(dialog.nextHop(), told).send(request);
    }

    /** Acknowledges the success of this INVITE, with the credentials that it had (RFC 3261, 22.1). */
    void acknowledge(Dialog dialog, SipRequest invite) throws IOException {
        SipRequest ack = dialog.request("ACK");
        signalling.acknowledge(
                ack.with(ack.headers()
                        .and(invite.headers().only("Authorization"))
                        .and(invite.headers().only("Proxy-Authorization"))),
                dialog.nextHop());
    }

    /** Where others reach us, as a URI. */
    String contact() throws IOException {
        InetSocketAddress address = signalling.contact();
        String uri = "sip:ews-phone@" + SipUri.hostPort(address.getAddress().getHostAddress(), address.getPort());
        return trunk.protocol() == Protocol.UDP
                ? uri
                : uri + ";transport=" + trunk.protocol().name().toLowerCase(Locale.ROOT);
    }

    /** A port from which one call sends its sound. */
    RtpStream openAudio() throws IOException {
        return RtpStream.open(audio, trunk.rtpPorts(), random);
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        threads.shutdown();
        signalling.close();
        audio.close();
    }

    private static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setContextClassLoader(Line.class.getClassLoader()); // Not that of the request that makes it begin
        thread.setDaemon(true);
        return thread;
    }
}
