package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.net.BindException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.Reach;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.gateway.sip.message.Headers;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipResponse;
import org.ewsphone.gateway.sip.signalling.ServerTransaction;
import org.ewsphone.sound.Sound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A SIP user agent towards a trunk or session border controller. It places calls and takes none. */
final class SipGateway implements TelephonyGateway {

    private static final Logger LOG = LoggerFactory.getLogger(SipGateway.class);

    private static final Set<String> KNOWN_METHODS =
            Set.of("REGISTER", "SUBSCRIBE", "NOTIFY", "PUBLISH", "INFO", "REFER", "MESSAGE", "UPDATE", "PRACK");

    private final Sounds sounds;
    private final Line line;
    private final Optional<ProxyWatch> watch;
    private final Map<PhoneCallId, SipCall> calls = new ConcurrentHashMap<>();
    private final Map<String, SipCall> byCallId = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Opens it; throws {@link IOException} when its address cannot be bound. */
    SipGateway(SipTrunk trunk, Sounds sounds) throws IOException {
        this.sounds = sounds;
        this.line = new Line(trunk, this::requested);
        this.watch = trunk.watching().map(often -> new ProxyWatch(line, often));
        watch.ifPresent(watching -> line.threads().execute(watching::ask));
    }

    @Override
    public void place(OutboundCall outbound, CallObserver observer) {
        if (closed) {
            throw new CallException(CallFailure.GATEWAY_UNREACHABLE, "The SIP gateway is closed");
        }
        watch.ifPresent(ProxyWatch::requireReachable);
        Optional<Sound> sound = sounds.of(outbound.message());
        try {
            var call = new SipCall(line, outbound, sound, observer, this::forget);
            if (calls.putIfAbsent(outbound.id(), call) != null) {
                call.letGo();
                throw new IllegalStateException("The call " + outbound.id() + " was placed already");
            }
            byCallId.put(call.callId(), call);
            dial(call);
        } catch (BindException e) {
            throw new CallException(CallFailure.GATEWAY_REFUSED, "No RTP port is free; see gateway.sip.rtp-ports", e);
        } catch (IOException e) {
            throw new CallException(CallFailure.GATEWAY_UNREACHABLE, "The SIP proxy cannot be reached", e);
        }
    }

    private void dial(SipCall call) throws IOException {
        try {
            call.dial();
        } catch (IOException | RuntimeException e) {
            forget(call);
            throw e;
        }
    }

    /** What another node placed is ended by what it left behind at the answer. */
    @Override
    public void hangUp(PhoneCall call) {
        SipCall own = calls.get(call.id());
        if (own != null) {
            own.hangUp();
        } else if (!call.isOver()) {
            dialogOf(call).ifPresent(dialog -> ask(dialog.afterTheOwner(2), "BYE"));
        }
    }

    @Override
    public Optional<PhoneCallState> probe(PhoneCall call) {
        SipCall own = calls.get(call.id());
        return own != null
                ? Optional.of(own.state())
                : dialogOf(call).flatMap(dialog -> stateOf(ask(dialog.afterTheOwner(1), "OPTIONS")));
    }

    @Override
    public Reach reach(PhoneCall call) {
        return Reach.AFTER_OWNER;
    }

    private static Optional<Dialog> dialogOf(PhoneCall call) {
        return call.dialog().flatMap(Dialog::parse);
    }

    private SipResponse ask(Dialog dialog, String method) {
        var outcome = new Outcome();
        try {
            line.send(dialog, dialog.request(method), outcome);
        } catch (IOException e) {
            throw new CallException(CallFailure.GATEWAY_UNREACHABLE, "The other side cannot be reached", e);
        }
        return outcome.await(line.trunk().hangUpTime());
    }

    private static Optional<PhoneCallState> stateOf(SipResponse response) {
        if (response.isSuccess()) {
            return Optional.of(PhoneCallState.CONNECTED);
        }
        return response.status() == 481 ? Optional.of(PhoneCallState.DISCONNECTED) : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        line.close();
        calls.values().forEach(SipCall::letGo);
    }

    private void forget(SipCall call) {
        calls.remove(call.id(), call);
        byCallId.remove(call.callId(), call);
    }

    private void requested(SipRequest request, ServerTransaction transaction) {
        try {
            transaction.answer(answerTo(request));
        } catch (IllegalArgumentException e) {
            LOG.debug("A request that nobody can work with: {}", e.getMessage());
            transaction.answer(response(request, 400, "Bad Request"));
        }
    }

    private SipResponse answerTo(SipRequest request) {
        Optional<String> required = request.headers().first("Require");
        if (required.isPresent() && !"BYE".equals(request.method())) {
            return with(response(request, 420, "Bad Extension"), "Unsupported", required.get());
        }
        return request.to().tag().isPresent()
                ? answerInside(request)
                : switch (request.method()) {
                    case "OPTIONS" -> with(allowing(response(request, 200, "OK")), "Accept", Invitation.SDP);
                    case "INVITE" -> response(request, 403, "Forbidden");
                    case "BYE" -> response(request, 481, "Call/Transaction Does Not Exist");
                    default -> unknown(request);
                };
    }

    private SipResponse answerInside(SipRequest request) {
        Optional<SipCall> call = Optional.ofNullable(byCallId.get(request.callId()))
                .filter(known -> known.isIn(
                        request.to().tag().orElse(""), request.from().tag().orElse("")));
        if (call.isEmpty()) {
            return response(request, 481, "Call/Transaction Does Not Exist");
        }
        return switch (request.method()) {
            case "BYE" -> {
                call.get().hungUpThere();
                yield response(request, 200, "OK");
            }
            case "INVITE" -> renegotiated(request, call.get());
            case "OPTIONS" -> allowing(response(request, 200, "OK"));
            default -> unknown(request);
        };
    }

    private SipResponse renegotiated(SipRequest request, SipCall call) {
        Optional<String> description = call.renegotiate(request);
        return description
                .map(session -> with(allowing(response(request, 200, "OK")), "Contact", "<" + contact() + ">")
                        .with(Invitation.SDP, session))
                .orElseGet(() -> response(request, 488, "Not Acceptable Here"));
    }

    private String contact() {
        try {
            return line.contact();
        } catch (IOException e) {
            throw new IllegalArgumentException("There is no way back to us", e);
        }
    }

    private SipResponse unknown(SipRequest request) {
        return KNOWN_METHODS.contains(request.method())
                ? allowing(response(request, 405, "Method Not Allowed"))
                : allowing(response(request, 501, "Not Implemented"));
    }

    private SipResponse response(SipRequest request, int status, String reason) {
        return request.response(status, reason, line.tokens().next());
    }

    private static SipResponse allowing(SipResponse response) {
        return with(response, "Allow", Invitation.ALLOWED);
    }

    private static SipResponse with(SipResponse response, String name, String value) {
        Headers headers = response.headers().with(name, value);
        return response.with(headers);
    }
}
