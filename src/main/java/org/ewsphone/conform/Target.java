package org.ewsphone.conform;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.ewsphone.client.EwsClient;
import org.ewsphone.client.Login;
import org.ewsphone.client.Telephone;
import org.ewsphone.client.Trust;

/**
 * Which server is asked, as whom, and what may be done to it.
 *
 * @param url the endpoint; without a path it is Exchange's usual one
 * @param login who asks
 * @param stranger somebody else whom the server knows, and whose calls are not the caller's
 * @param trust which servers are taken for what they say they are
 * @param timeout how long an answer may take
 * @param callId a call of the caller that may be ended
 * @param telephone a telephone that may ring
 * @param town whether the server is the simulated town, where everything may be done
 * @param patient whether checks may be made that take minutes
 */
public record Target(
        URI url,
        Login login,
        Optional<Login> stranger,
        Trust trust,
        Duration timeout,
        String callId,
        Optional<Telephone> telephone,
        boolean town,
        boolean patient) {

    private static final Telephone TELEPHONE_IN_TOWN = new Telephone("AkAjzQTbY/i=", "5550100");

    /** Throws {@link IllegalArgumentException} for a URL of another kind. */
    public Target {
        url = EwsClient.endpoint(url);
        if (town && telephone.isEmpty()) {
            telephone = Optional.of(TELEPHONE_IN_TOWN);
        }
    }

    /** Where the endpoint of a path beside it is. */
    String path(String beside) {
        return url.resolve(beside).getRawPath();
    }

    String path() {
        return url.getRawPath();
    }

    boolean isSecure() {
        return url.getScheme().equals("https");
    }

    /** As a socket wants it: the address of IPv6 without its brackets. */
    String host() {
        return url.getHost().replaceAll("[\\[\\]]", "");
    }

    int port() {
        return url.getPort() >= 0 ? url.getPort() : isSecure() ? 443 : 80;
    }

    /** As the Host header wants it. */
    String authority() {
        return url.getPort() >= 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
    }
}
