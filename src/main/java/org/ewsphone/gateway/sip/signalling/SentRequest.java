package org.ewsphone.gateway.sip.signalling;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ewsphone.gateway.sip.message.CSeq;
import org.ewsphone.gateway.sip.message.SipMessage;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request of ours, sent again until somebody answers (RFC 3261, 17.1, and for the success of an INVITE RFC 6026). What
 * happens to it happens under its lock; what comes of it is told outside of that.
 */
final class SentRequest implements ClientTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(SentRequest.class);

    private enum State {
        CALLING,
        PROCEEDING,
        ANSWERED,
        OVER
    }

    private final Transactions transactions;
    private final SipRequest request;
    private final String branch;
    private final InetSocketAddress hop;
    private final Responses responses;
    private final List<Alarm> alarms = new ArrayList<>();
    private State state = State.CALLING;
    private boolean cancelWanted;
    private boolean cancelSent;
    private boolean refused;

    SentRequest(
            Transactions transactions, SipRequest request, String branch, InetSocketAddress hop, Responses responses) {
        this.transactions = transactions;
        this.request = request;
        this.branch = branch;
        this.hop = hop;
        this.responses = responses;
    }

    @Override
    public SipRequest request() {
        return request;
    }

    String branch() {
        return branch;
    }

    synchronized void start() throws IOException {
        transactions.transport().send(request, hop);
        if (!transactions.protocol().isReliable()) {
            repeatAfter(transactions.timers().t1());
        }
        alarm(transactions.timers().giveUp(), () -> fail(Responses.Failure.TIMEOUT));
    }

    @Override
    public synchronized void cancel() {
        cancelWanted = true;
        if (state == State.PROCEEDING) {
            sendCancel();
        }
    }

    /** Deals with one answer. */
    void answered(SipResponse response) {
        boolean news = response.isProvisional() ? progressed() : ended(response);
        if (news) {
            responses.received(response);
        }
    }

    /** The connection is lost; an answer that is still to come would have come by it. */
    void lost(InetSocketAddress peer) {
        if (hop.equals(peer)) {
            fail(Responses.Failure.TRANSPORT);
        }
    }

    private synchronized boolean progressed() {
        if (state == State.ANSWERED || state == State.OVER) {
            return false;
        }
        if (state == State.CALLING) {
            state = State.PROCEEDING;
            if (isInvite()) {
                stopAlarms(); // It may ring for as long as it likes
            }
        }
        if (cancelWanted) {
            sendCancel();
        }
        return true;
    }

    private synchronized boolean ended(SipResponse response) {
        if (state == State.OVER) {
            return false;
        }
        boolean first = state != State.ANSWERED;
        if (!isInvite()) {
            over();
            return first;
        }
        if (first) {
            state = State.ANSWERED;
            stopAlarms();
            alarm(transactions.timers().giveUp(), this::over);
            refused = !response.isSuccess();
        }
        if (refused && !response.isSuccess()) {
            send(acknowledgement(response));
        }
        return first || (!refused && response.isSuccess());
    }

    private void fail(Responses.Failure failure) {
        synchronized (this) {
            if (state == State.ANSWERED || state == State.OVER) {
                return;
            }
            over();
        }
        responses.failed(failure);
    }

    private synchronized void over() {
        state = State.OVER;
        stopAlarms();
        transactions.forget(this);
    }

    /** The CANCEL is a request of its own, with the branch of what it cancels; nobody here cares for its answer. */
    private void sendCancel() {
        if (cancelSent || !isInvite()) {
            return;
        }
        cancelSent = true;
        alarm(transactions.timers().giveUp(), () -> fail(Responses.Failure.TIMEOUT));
        var cancel = new SentRequest(transactions, related("CANCEL", request), branch, hop, new Responses() {
            @Override
            public void received(SipResponse response) {
                LOG.debug("CANCEL was answered with {}", response.status());
            }

            @Override
            public void failed(Failure failure) {
                LOG.debug("CANCEL was not answered: {}", failure);
            }
        });
        transactions.expect(cancel);
        try {
            cancel.start();
        } catch (IOException e) {
            LOG.debug("CANCEL could not be sent: {}", e.getMessage());
            transactions.forget(cancel);
        }
    }

    /** The ACK of a refusal is part of the transaction (RFC 3261, 17.1.1.3). */
    private SipRequest acknowledgement(SipResponse refusal) {
        return related("ACK", refusal);
    }

    private SipRequest related(String method, SipMessage addressed) {
        return new SipRequest(
                method,
                request.uri(),
                request.headers()
                        .only("Via")
                        .and(request.headers().only("Route"))
                        .and(request.headers().only("Max-Forwards"))
                        .and(request.headers().only("From"))
                        .and(addressed.headers().only("To"))
                        .and(request.headers().only("Call-ID"))
                        .with("CSeq", new CSeq(request.cseq().number(), method).toString()),
                "");
    }

    private void repeatAfter(Duration pause) {
        alarm(pause, () -> repeat(pause));
    }

    private synchronized void repeat(Duration pause) {
        boolean again = state == State.CALLING || (state == State.PROCEEDING && !isInvite());
        if (again) {
            send(request);
            // An INVITE's pauses grow without a limit (timer A), those of others up to one (timer E)
            repeatAfter(
                    isInvite() ? pause.multipliedBy(2) : transactions.timers().doubled(pause));
        }
    }

    private void send(SipRequest message) {
        try {
            transactions.transport().send(message, hop);
        } catch (IOException e) {
            LOG.debug("{} could not be sent: {}", message.method(), e.getMessage());
        }
    }

    private boolean isInvite() {
        return "INVITE".equals(request.method());
    }

    private void alarm(Duration time, Runnable step) {
        alarms.add(transactions.after(time, step));
    }

    private void stopAlarms() {
        alarms.forEach(Alarm::cancel);
        alarms.clear();
    }
}
