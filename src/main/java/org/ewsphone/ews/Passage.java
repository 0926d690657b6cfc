package org.ewsphone.ews;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ewsphone.call.DialString;
import org.ewsphone.call.OperationRecord;
import org.ewsphone.ews.wire.DisconnectPhoneCallType;
import org.ewsphone.ews.wire.GetPhoneCallInformationType;
import org.ewsphone.ews.wire.PlayOnPhoneResponseMessageType;
import org.ewsphone.ews.wire.PlayOnPhoneType;
import org.ewsphone.ews.wire.ResponseCodeType;
import org.jspecify.annotations.Nullable;

/** One request on its way through the service, and how far it came: what there is to tell of it in the end. */
final class Passage {

    private static final byte[] NOT_READ = {};

    private final Request request;
    private final byte[] body;
    private @Nullable Envelope envelope;
    private @Nullable BoundRequest bound;

    Passage(Request request, byte[] body) {
        this.request = request;
        this.body = body;
    }

    /** One whose body nobody looked at. */
    static Passage unread(Request request) {
        return new Passage(request, NOT_READ);
    }

    /** The request as it came. */
    byte[] body() {
        return body;
    }

    /** It could be read. */
    Envelope read(Envelope good) {
        envelope = good;
        return good;
    }

    /** It may be done. */
    BoundRequest admitted(BoundRequest good) {
        bound = good;
        return good;
    }

    /** The dialect of the envelope, or of the fault that tells why there is none. */
    NamespaceDialect dialect(EwsFault fault) {
        return envelope == null ? fault.dialect() : envelope.dialect();
    }

    /** The code within the answer. */
    String code() {
        return bound == null || bound.response() == null
                ? ResponseCodeType.NO_ERROR.value()
                : bound.response().getValue().getResponseCode().value();
    }

    /** All that is known of it, now that it has this answer. */
    OperationRecord told(String code, int status, Instant now) {
        return new OperationRecord(
                now,
                request.id(),
                request.caller().name(),
                bound == null ? request.caller().mailbox() : bound.caller().mailbox(),
                request.address(),
                Optional.ofNullable(envelope).map(Envelope::operation),
                callId(),
                number(),
                code,
                status,
                Duration.ofNanos(System.nanoTime() - request.arrival()));
    }

    private Optional<String> callId() {
        Object payload = envelope == null ? null : envelope.payload();
        if (payload instanceof GetPhoneCallInformationType information) {
            return Optional.of(information.getPhoneCallId().getId());
        }
        if (payload instanceof DisconnectPhoneCallType disconnect) {
            return Optional.of(disconnect.getPhoneCallId().getId());
        }
        if (bound != null
                && bound.response() != null
                && bound.response().getValue() instanceof PlayOnPhoneResponseMessageType played) {
            return Optional.ofNullable(played.getPhoneCallId()).map(id -> id.getId());
        }
        return Optional.empty();
    }

    private Optional<DialString> number() {
        return envelope != null && envelope.payload() instanceof PlayOnPhoneType play
                ? Optional.of(new DialString(play.getDialString()))
                : Optional.empty();
    }
}
