package org.ewsphone.gateway.ari;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.call.TelephonyGatewayContract;
import org.junit.jupiter.api.Tag;

/**
 * The contract with a real Asterisk: {@code mvn -Pasterisk verify -Dari.url=…}. What must be in its configuration, and which
 * other properties there are, is in {@code src/docs/asterisk.md}.
 */
@Tag("asterisk")
final class RealAsteriskIT extends TelephonyGatewayContract {

    private static final String URL = System.getProperty("ari.url", "");

    @Override
    protected TelephonyGateway open() {
        assumeTrue(!URL.isEmpty(), "No Asterisk to test with: -Dari.url says where one is");
        String words = System.getProperty("ari.user", "ews-phone") + ":" + System.getProperty("ari.password", "");
        return AriGateway.open(
                URI.create(URL),
                "Basic " + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)),
                "ews-phone-test-" + UUID.randomUUID(),
                new Endpoints(
                        Endpoints.Template.parse(
                                System.getProperty("ari.endpoint", "PJSIP/{number}@ews-phone-test"), "{number}", ""),
                        Optional.empty()),
                Optional.empty(),
                new Media(Optional.empty()),
                Duration.ofMillis(1400));
    }

    @Override
    protected Destination answering() {
        return new Destination(System.getProperty("ari.answering", "100"));
    }

    @Override
    protected Destination ringing() {
        return new Destination(System.getProperty("ari.ringing", "102"));
    }

    @Override
    protected Destination busy() {
        return new Destination(System.getProperty("ari.busy", "101"));
    }

    @Override
    protected Destination nobody() {
        return new Destination(System.getProperty("ari.nobody", "199"));
    }

    /** A sound that Asterisk has, without its extension; longer than a test takes. */
    @Override
    protected URI sound(ItemId item) {
        return Path.of(System.getProperty("ari.sound", "/usr/share/asterisk/sounds/en/demo-congrats") + ".gsm")
                .toUri();
    }
}
