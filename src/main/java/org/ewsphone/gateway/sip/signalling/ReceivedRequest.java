package org.ewsphone.gateway.sip.signalling;

import java.io.IOException;
import java.time.Duration;
import org.ewsphone.gateway.sip.message.Headers;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipResponse;
import org.ewsphone.gateway.sip.message.Via;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request of somebody else: its answer is repeated when the request is, and that to an INVITE until its ACK comes. */
final class ReceivedRequest implements ServerTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(ReceivedRequest.class);

    private final Transactions transactions;
    private final SipRequest request;
    private final Transport.Source source;
    private final int backPort;
    private final String key;
    private @Nullable SipResponse answer;
    private boolean acknowledged;

    ReceivedRequest(Transactions transactions, SipRequest received, Transport.Source source) {
        Via via = received.via();
        this.transactions = transactions;
        this.source = source;
        this.key = key(received, via.branch().orElseGet(received::callId), received.method());
        this.backPort = via.parameters().containsKey("rport")
                ? source.address().getPort()
                : via.port() == 0 ? transactions.protocol().port() : via.port();
        this.request = received.with(withTopVia(
                received,
                via.receivedFrom(
                        source.address().getAddress().getHostAddress(),
                        source.address().getPort())));
    }

    /** The name of a transaction (RFC 3261, 17.2.3). */
    static String key(SipRequest request, String branch, String method) {
        Via via = request.via();
        return branch + " " + via.host() + " " + via.port() + " " + method;
    }

    String key() {
        return key;
    }

    SipRequest request() {
        return request;
    }

    boolean isAcknowledgedBy(String callId, int number) {
        return isInvite() && request.callId().equals(callId) && request.cseq().number() == number;
    }

    synchronized void acknowledged() {
        acknowledged = true;
    }

    @Override
    public synchronized void answer(SipResponse response) {
        answer = response;
        repeat();
        if (isInvite()) {
            repeatAfter(transactions.timers().t1(), transactions.timers().giveUp());
        }
    }

    synchronized void repeat() {
        if (answer == null) {
            return;
        }
        try {
            source.back().send(answer, backPort);
        } catch (IOException e) {
            LOG.debug("An answer to {} could not be sent: {}", request.method(), e.getMessage());
        }
    }

    private void repeatAfter(Duration pause, Duration left) {
        transactions.after(pause, () -> repeatUnacknowledged(pause, left.minus(pause)));
    }

    private synchronized void repeatUnacknowledged(Duration pause, Duration left) {
        if (!acknowledged && !left.isNegative()) {
            repeat();
            repeatAfter(transactions.timers().doubled(pause), left);
        }
    }

    private boolean isInvite() {
        return "INVITE".equals(request.method());
    }

    /** Several Vias may stand in one field; only the first of them is ours to change. */
    private static Headers withTopVia(SipRequest request, Via changed) {
        String first = request.headers().first("Via").orElse("");
        int comma = first.indexOf(',');
        String others = comma < 0 ? "" : first.substring(comma);
        return request.headers().withFirstChanged("Via", changed + others);
    }
}
