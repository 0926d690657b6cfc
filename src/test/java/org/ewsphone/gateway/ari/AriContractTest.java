package org.ewsphone.gateway.ari;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.call.TelephonyGatewayContract;
import org.junit.jupiter.api.AfterEach;

/** The contract, with what a real Asterisk told in the place of one. */
final class AriContractTest extends TelephonyGatewayContract {

    private final ScriptedAsterisk asterisk = new ScriptedAsterisk();

    AriContractTest() throws IOException {}

    @AfterEach
    void closeAsterisk() throws IOException {
        asterisk.close();
    }

    @Override
    protected TelephonyGateway open() {
        return new AriTrunk(asterisk.url("http")).open();
    }

    @Override
    protected Destination answering() {
        return new Destination("200");
    }

    @Override
    protected Destination ringing() {
        return new Destination("202");
    }

    @Override
    protected Destination busy() {
        return new Destination("201");
    }

    @Override
    protected Destination nobody() {
        return new Destination("299");
    }

    @Override
    protected URI sound(ItemId item) {
        return URI.create("file:/srv/voicemail/demo/" + item + ".wav");
    }

    @Override
    protected Duration shortTime() {
        return Duration.ofSeconds(1);
    }
}
