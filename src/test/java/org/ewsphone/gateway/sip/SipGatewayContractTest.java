package org.ewsphone.gateway.sip;

import org.ewsphone.call.Destination;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.call.TelephonyGatewayContract;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.junit.jupiter.api.AfterEach;

/** What every gateway promises, against a small telephone network by UDP. */
final class SipGatewayContractTest extends TelephonyGatewayContract {

    private final ScriptedUas network = new ScriptedUas();

    @AfterEach
    void closeNetwork() {
        network.close();
    }

    @Override
    protected TelephonyGateway open() {
        network.when("INVITE", this::invited);
        network.when("CANCEL", cancel -> {
            network.respond(cancel, 200);
            network.asked("INVITE").stream()
                    .filter(invite -> invite.callId().equals(cancel.callId()))
                    .forEach(invite -> network.respond(invite, 487));
        });
        return TestTrunk.udp(network.port()).open();
    }

    private void invited(SipRequest invite) {
        switch (invite.uri().charAt("sip:".length())) {
            case '1' -> {
                network.respond(invite, 180);
                network.answer(invite, 200, 9);
            }
            case '2' -> network.respond(invite, 180);
            case '3' -> network.respond(invite, 486);
            default -> network.respond(invite, 404);
        }
    }

    @Override
    protected Destination answering() {
        return new Destination("1");
    }

    @Override
    protected Destination ringing() {
        return new Destination("2");
    }

    @Override
    protected Destination busy() {
        return new Destination("3");
    }

    @Override
    protected Destination nobody() {
        return new Destination("4");
    }
}
