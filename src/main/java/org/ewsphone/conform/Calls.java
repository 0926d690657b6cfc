package org.ewsphone.conform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.Login;
import org.ewsphone.client.Telephone;

/** Section 9: the course of calls, and who may see it. */
final class Calls {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration A_MINUTE = Duration.ofSeconds(75);

    private Calls() {}

    static Stream<Check> checks() {
        return Stream.of(
                new Check(
                        "9", "a call goes from Connecting to Connected to Disconnected, without a failure", server -> {
                            WatchedCall call = WatchedCall.to(server.telephone(), server);
                            if (server.target().town()) {
                                call.awaits("Connected", SOON);
                            }
                            call.hangUp();
                            return call.endsWith("None", SOON);
                        }),
                new Check("9", "a call's id is opaque, of 22 base64url characters at least", Calls::ids),
                new Check("9", "a call may be hung up twice", server -> {
                    WatchedCall call = WatchedCall.to(server.telephone(), server);
                    call.hangUp();
                    call.hangUp();
                    return call.endsWith("None", SOON);
                }),
                new Check("9", "a call that is over stays Disconnected, and may be hung up", server -> {
                    WatchedCall call = WatchedCall.to(server.telephone(), server);
                    call.hangUp();
                    call.endsWith("None", SOON);
                    call.hangUp();
                    return call.endsWith("None", Duration.ZERO);
                }),
                new Check("9", "hanging up before the answer cancels the call", server -> {
                    WatchedCall call = inTown("5550106", server);
                    call.awaitsRinging(SOON);
                    call.hangUp();
                    return call.endsWith("None", SOON);
                }),
                new Check("9", "an answer that crosses the hanging up is hung up", server -> {
                    WatchedCall call = inTown("5550108", server);
                    call.awaitsRinging(SOON);
                    call.hangUp();
                    return call.endsWith("None", SOON);
                }),
                new Check("9", "a call that the other side ends is over without a failure", server -> {
                    WatchedCall call = inTown("5550107", server);
                    call.awaits("Connected", SOON);
                    return call.endsWith("None", SOON);
                }),
                fails("a busy telephone", "5550101", "UserBusy", "486"),
                fails("an unavailable telephone", "5550103", "Unavailable", "480"),
                fails("a telephone that declines", "5550104", "Other", "603"),
                fails("an overloaded network", "5550105", "Unavailable", "503"),
                new Check("9", "a telephone that nobody answers fails with NoAnswer", server -> {
                    server.mustBePatient();
                    return inTown("5550102", server).endsWith("NoAnswer", A_MINUTE);
                }),
                new Check("9", "a gateway that is down is told in the answer to PlayOnPhone", server -> {
                    server.mustBeTown();
                    Telephone down = new Telephone(server.telephone().item(), "5550109");
                    return server.play(down).refuses("PlayOnPhone", "ErrorUnifiedMessagingServerNotFound");
                }),
                new Check("9", "others get the answer of an unknown id for a call", Calls::belongsToItsMailbox));
    }

    private static Check fails(String what, String number, String cause, String sipCode) {
        return new Check("9", what + " fails with " + cause + " and SIP " + sipCode, server -> {
            WatchedCall call = inTown(number, server);
            Seen end = call.endsWith(cause, SOON);
            call.hasSipCode(sipCode);
            return end;
        });
    }

    private static WatchedCall inTown(String number, Server server) throws IOException {
        server.mustBeTown();
        return WatchedCall.to(new Telephone(server.telephone().item(), number), server);
    }

    private static Seen ids(Server server) throws IOException {
        String one = server.placed(server.telephone());
        String other = server.placed(server.telephone());
        for (String id : List.of(one, other)) {
            if (!id.matches("[A-Za-z0-9_-]{22,}")
                    || id.contains(server.telephone().number())) {
                throw new Contradiction("22 or more characters of base64url, which say nothing", id);
            }
        }
        if (one.equals(other)) {
            throw new Contradiction("two ids for two calls", one + " twice");
        }
        return Seen.of(one);
    }

    private static Seen belongsToItsMailbox(Server server) throws IOException {
        Login stranger = server.target()
                .stranger()
                .orElseThrow(() -> new NotApplicable("it takes a second user; name one with --other-user"));
        String call = server.call();
        String unknown = as(stranger, server, Envelope.information(server.unknownCall()));
        String known = as(stranger, server, Envelope.information(call));
        if (!unknown.equals(known)) {
            throw new Contradiction("the answer of an unknown id", OneLine.of(known));
        }
        return new Answer(server.send(
                        server.post(Envelope.disconnect(call)).with("Authorization", stranger.authorization())))
                .refuses("DisconnectPhoneCall", "ErrorInvalidPhoneCallId");
    }

    private static String as(Login login, Server server, Envelope envelope) throws IOException {
        return server.send(server.post(envelope).with("Authorization", login.authorization()))
                .hasStatus(200)
                .text();
    }
}
