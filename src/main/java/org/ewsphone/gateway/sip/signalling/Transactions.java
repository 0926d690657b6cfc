package org.ewsphone.gateway.sip.signalling;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.ewsphone.gateway.sip.message.CSeq;
import org.ewsphone.gateway.sip.message.SipMessage;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipResponse;
import org.ewsphone.gateway.sip.message.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our own signalling: one transport, and the transactions on it (RFC 3261, 17). Dialogs are none of its business; what it
 * sends and is told are requests and responses.
 */
public final class Transactions implements Signalling {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    /** What every branch begins with since RFC 3261, 8.1.1.7. */
    private static final String COOKIE = "z9hG4bK";

    private static final int BRANCH_BYTES = 12;
    private static final int MOST_SERVED = 10_000;

    private final Requests requests;
    private final Timers timers;
    private final Transport transport;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SentRequest> sent = new ConcurrentHashMap<>();
    private final Map<String, ReceivedRequest> received = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor clockwork = new ScheduledThreadPoolExecutor(
            1, work -> Threads.daemon("sip-timer", work), new ThreadPoolExecutor.DiscardPolicy());

    private Transactions(Opening opening, Requests requests, Timers timers) throws IOException {
        this.requests = requests;
        this.timers = timers;
        clockwork.setRemoveOnCancelPolicy(true);
        this.transport = opening.open(new Arrivals());
    }

    /** Signalling by UDP from this address. */
    public static Signalling udp(InetSocketAddress bind, Requests requests, Timers timers) throws IOException {
        return new Transactions(receiver -> new UdpTransport(bind, receiver), requests, timers);
    }

    /** Signalling by TCP, listening at this address. */
    public static Signalling tcp(InetSocketAddress bind, InetSocketAddress proxy, Requests requests, Timers timers)
            throws IOException {
        return new Transactions(
                receiver -> new StreamTransport(Sockets.tcp(), bind, proxy, timers.connecting(), receiver),
                requests,
                timers);
    }

    /** Signalling by TLS over a connection to this proxy, which others use as well. */
    public static Signalling tls(
            InetSocketAddress bind, InetSocketAddress proxy, SSLContext trust, Requests requests, Timers timers)
            throws IOException {
        return new Transactions(
                receiver -> new StreamTransport(new TlsSockets(trust), bind, proxy, timers.connecting(), receiver),
                requests,
                timers);
    }

    @Override
    public Protocol protocol() {
        return transport.protocol();
    }

    @Override
    public InetSocketAddress contact() throws IOException {
        return transport.address();
    }

    @Override
    public ClientTransaction send(SipRequest request, String hop, Responses responses) throws IOException {
        String branch = newBranch();
        var transaction = new SentRequest(this, withVia(request, branch), branch, resolve(hop), responses);
        String key = key(branch, request.method());
        sent.put(key, transaction);
        try {
            transaction.start();
        } catch (IOException e) {
            sent.remove(key);
            throw e;
        }
        return transaction;
    }

    @Override
    public void acknowledge(SipRequest ack, String hop) throws IOException {
        transport.send(withVia(ack, newBranch()), resolve(hop));
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        transport.close();
    }

    Timers timers() {
        return timers;
    }

    Transport transport() {
        return transport;
    }

    /** Runs the step once this much time has passed. */
    Alarm after(Duration time, Runnable step) {
        Future<?> scheduled = clockwork.schedule(step, time.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Takes another transaction in that answers are expected for. */
    void expect(SentRequest transaction) {
        sent.put(key(transaction.branch(), transaction.request().method()), transaction);
    }

    void forget(SentRequest transaction) {
        sent.remove(key(transaction.branch(), transaction.request().method()), transaction);
    }

    void forget(ReceivedRequest transaction) {
        received.remove(transaction.key(), transaction);
    }

    private SipRequest withVia(SipRequest request, String branch) throws IOException {
        InetSocketAddress own = transport.address();
        String alias = transport.protocol().isReliable() ? ";alias" : "";
        return request.with(request.headers()
                .withFirst(
                        "Via",
                        "SIP/2.0/" + transport.protocol() + " "
                                + SipUri.hostPort(own.getAddress().getHostAddress(), own.getPort()) + ";rport" + alias
                                + ";branch=" + branch));
    }

    private String newBranch() {
        byte[] bits = new byte[BRANCH_BYTES];
        random.nextBytes(bits);
        return COOKIE + HexFormat.of().formatHex(bits);
    }

    private InetSocketAddress resolve(String hop) throws IOException {
        SipUri uri;
        try {
            uri = SipUri.parse(hop);
        } catch (IllegalArgumentException e) {
            throw new IOException("The next hop is no SIP URI: " + hop, e);
        }
        int port = uri.port() == 0 ? transport.protocol().port() : uri.port();
        var address = new InetSocketAddress(uri.host(), port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(uri.host());
        }
        return address;
    }

    private static String key(String branch, String method) {
        return branch + " " + method;
    }

    /** What comes in, for whichever transaction it is. */
    private final class Arrivals implements Transport.Receiver {

        @Override
        public void received(SipMessage message, Transport.Source source) {
            if (message instanceof SipResponse response) {
                respond(response);
            } else if (message instanceof SipRequest request) {
                request(request, source);
            }
        }

        @Override
        public void lost(InetSocketAddress peer) {
            sent.values().forEach(transaction -> transaction.lost(peer));
        }

        private void respond(SipResponse response) {
            Optional<SentRequest> asked = response.via()
                    .branch()
                    .map(branch -> sent.get(key(branch, response.cseq().method())));
            if (asked.isPresent()) {
                asked.get().answered(response);
            } else {
                LOG.debug("An answer to nothing that was asked: {}", response.startLine());
            }
        }

        private void request(SipRequest request, Transport.Source source) {
            if (!request.cseq().method().equals(request.method())) {
                return; // Nobody could tell what its answer answers
            }
            switch (request.method()) {
                case "ACK" -> acknowledged(request);
                case "CANCEL" -> refuse(request, source);
                default -> serve(request, source);
            }
        }

        /** The ACK of a refusal has the branch of its INVITE, that of a success another, so the dialog tells it. */
        private void acknowledged(SipRequest ack) {
            CSeq cseq = ack.cseq();
            received.values().stream()
                    .filter(transaction -> transaction.isAcknowledgedBy(ack.callId(), cseq.number()))
                    .forEach(ReceivedRequest::acknowledged);
        }

        /** An INVITE that comes here is answered at once, so there is nothing to take back (RFC 3261, 9.2). */
        private void refuse(SipRequest cancel, Transport.Source source) {
            Optional<ReceivedRequest> invite =
                    cancel.via().branch().map(branch -> received.get(ReceivedRequest.key(cancel, branch, "INVITE")));
            int status = invite.isPresent() ? 200 : 481;
            new ReceivedRequest(Transactions.this, cancel, source)
                    .answer(cancel.response(status, status == 200 ? "OK" : "Call/Transaction Does Not Exist", "c"));
        }

        private void serve(SipRequest request, Transport.Source source) {
            var transaction = new ReceivedRequest(Transactions.this, request, source);
            ReceivedRequest known = received.putIfAbsent(transaction.key(), transaction);
            if (known != null) {
                known.repeat();
            } else if (received.size() > MOST_SERVED) {
                received.remove(transaction.key());
                transaction.answer(request.response(503, "Service Unavailable", "b"));
            } else {
                after(timers.giveUp(), () -> forget(transaction));
                requests.received(transaction.request(), transaction);
            }
        }
    }

    /** How the transport is opened, given who is told. */
    private interface Opening {
        Transport open(Transport.Receiver receiver) throws IOException;
    }
}
