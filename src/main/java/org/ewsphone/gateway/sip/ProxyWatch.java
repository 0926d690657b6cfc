package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.time.Duration;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.gateway.sip.message.SipResponse;
import org.ewsphone.gateway.sip.signalling.Responses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the proxy from time to time whether it is there, by OPTIONS; any answer will do. While there is none, calls are
 * refused at once instead of being dialled in vain.
 */
final class ProxyWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyWatch.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Line line;
    private final Duration often;
    private volatile boolean reachable = true;

    ProxyWatch(Line line, Duration often) {
        this.line = line;
        this.often = often;
    }

    /** Throws {@link CallException} while the proxy is not there. */
    void requireReachable() {
        if (!reachable) {
            throw new CallException(CallFailure.GATEWAY_UNREACHABLE, "The SIP proxy does not answer OPTIONS");
        }
    }

    /** Asks now, and from then on. */
    void ask() {
        var question = new Question();
        try {
            line.exchange(line.trunk().proxy(), question).send(Invitation.options(line));
            line.after(line.trunk().answerTime(), () -> question.settle(false));
        } catch (IOException e) {
            LOG.debug("OPTIONS could not be sent: {}", e.getMessage());
            question.settle(false);
        }
    }

    private void conclude(boolean there) {
        if (there != reachable) {
            reachable = there;
            if (there) {
                LOG.info("The SIP proxy {} answers again", line.trunk().proxy());
            } else {
                LOG.warn(
                        "The SIP proxy {} does not answer; calls are refused until it does. Is gateway.sip.proxy right,"
                                + " and may it be reached from {}?",
                        line.trunk().proxy(),
                        line.trunk().bind());
            }
        }
        line.after(there || often.compareTo(SOON) < 0 ? often : SOON, this::ask);
    }

    /** One OPTIONS, settled once. */
    private final class Question implements Responses {
        private boolean settled;

        @Override
        public void received(SipResponse response) {
            settle(true);
        }

        @Override
        public void failed(Failure failure) {
            settle(false);
        }

        void settle(boolean there) {
            synchronized (this) {
                if (settled) {
                    return;
                }
                settled = true;
            }
            conclude(there);
        }
    }
}
