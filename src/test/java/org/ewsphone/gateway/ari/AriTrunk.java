package org.ewsphone.gateway.ari;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** How the tests open their gateway to a {@link ScriptedAsterisk}. */
record AriTrunk(URI url, Duration timeout) {

    AriTrunk(URI url) {
        this(url, Duration.ofSeconds(10));
    }

    AriGateway open() {
        String words = ScriptedAsterisk.USER + ":" + ScriptedAsterisk.PASSWORD;
        return AriGateway.open(
                url,
                "Basic " + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)),
                "ews-phone-node.1",
                new Endpoints(
                        Endpoints.Template.parse("PJSIP/{number}@trunk", "{number}", ""),
                        Optional.of(Endpoints.Template.parse("PJSIP/trunk/{uri}", "{uri}", ""))),
                Optional.of("\"Voice mail\" <200>"),
                new Media(Optional.empty()),
                timeout);
    }
}
