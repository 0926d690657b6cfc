package org.ewsphone.telephones;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.ewsphone.client.CallInformation;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.EwsClient;
import org.ewsphone.client.EwsErrorException;
import org.ewsphone.client.Login;
import org.ewsphone.client.Trust;
import org.ewsphone.clients.Patience;
import org.ewsphone.launcher.RunningWar;

/**
 * Somebody who has voice messages played, by EWS over HTTPS.
 *
 * @param client asks the server
 */
record Caller(EwsClient client) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The user of this server. */
    static Caller at(RunningWar war) throws IOException {
        return new Caller(new EwsClient(
                war.url(), Optional.of(new Login(war.user(), war.password())), Trust.of(war.certificate()), TIMEOUT));
    }

    /** PlayOnPhone; returns the id of the call. */
    String plays(String message, String number) throws IOException, InterruptedException, EwsErrorException {
        return client.ask(Envelope.play(message, number)).id("PhoneCallId").orElseThrow();
    }

    /** PlayOnPhone, which is to be refused; returns the code and the text of that. */
    String isRefused(String message, String number) {
        return String.valueOf(assertThrows(EwsErrorException.class, () -> plays(message, number))
                .getMessage());
    }

    /** GetPhoneCallInformation. */
    CallInformation asksFor(String call) throws IOException, InterruptedException, EwsErrorException {
        return CallInformation.of(client.ask(Envelope.information(call)));
    }

    /** Asks again and again until the call is in this state; what is told then. */
    CallInformation sees(String call, String state) throws IOException, InterruptedException, EwsErrorException {
        var patience = new Patience();
        CallInformation seen = asksFor(call);
        while (!seen.state().equals(state)) {
            assertTrue(!seen.isOver() && patience.isLeft(), "Not " + state + ", but " + seen);
            seen = asksFor(call);
        }
        return seen;
    }

    /** Asks again and again until the call is over; what is told then. */
    CallInformation seesTheEndOf(String call) throws IOException, InterruptedException, EwsErrorException {
        return sees(call, "Disconnected");
    }

    /** DisconnectPhoneCall. */
    void hangsUp(String call) throws IOException, InterruptedException, EwsErrorException {
        client.ask(Envelope.disconnect(call));
    }
}
