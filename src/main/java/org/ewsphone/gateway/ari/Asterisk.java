package org.ewsphone.gateway.ari;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.PhoneCallState;

/** What is asked of Asterisk: the requests of its REST interface that a call needs. */
final class Asterisk {

    private static final int SHOWN = 200;

    private final HttpClient http;
    private final URI url;
    private final String authorization;
    private final Duration timeout;

    /**
     * Asks nothing yet.
     *
     * @param url the address of the interface, without a slash at its end
     * @param authorization the value of the header
     * @param timeout how long an answer may take
     */
    Asterisk(HttpClient http, URI url, String authorization, Duration timeout) {
        this.http = http;
        this.url = url;
        this.authorization = authorization;
        this.timeout = timeout;
    }

    /**
     * Dials. To be asked once for a channel and never again: when the first channel is gone already, the same request
     * places a second call.
     *
     * @throws LostAnswerException when nobody knows whether the call was placed
     * @throws CallException when it was not
     */
    void originate(ChannelId channel, Origination wanted) throws LostAnswerException {
        HttpRequest request = request("/channels/" + channel + wanted.query())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wanted.variables()))
                .build();
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException | SSLException e) {
            throw unreachable(e);
        } catch (IOException e) {
            throw new LostAnswerException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LostAnswerException(e);
        }
        if (response.statusCode() != 409) { // There is such a channel: whoever was between us asked for it twice
            require(response);
        }
    }

    /** Hangs up; a channel that Asterisk does not know is hung up. */
    void hangUp(ChannelId channel) {
        requireUnlessGone(
                request("/channels/" + channel + "?reason=normal").DELETE().build());
    }

    /** How far a channel is; nothing when Asterisk does not know it. */
    Optional<PhoneCallState> find(ChannelId channel) {
        return json("/channels/" + channel).map(found -> state(found.getString("state", "")));
    }

    /** Plays on a channel that is in our application, if it is there still; returns when Asterisk has begun. */
    void play(ChannelId channel, String media) {
        String path = "/channels/" + channel + "/play/" + channel.playback() + "?media=" + encoded(media);
        requireUnlessGone(request(path).POST(BodyPublishers.noBody()).build());
    }

    /** Whether the message is being played still. */
    boolean isPlaying(ChannelId channel) {
        return json("/playbacks/" + channel.playback()).isPresent();
    }

    private Optional<JsonObject> json(String path) {
        HttpResponse<String> response = ask(request(path).GET().build());
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        require(response);
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return Optional.of(reader.readObject());
        } catch (JsonException e) {
            throw new CallException(CallFailure.GATEWAY_REFUSED, "Asterisk's answer is no JSON: is it Asterisk?", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(timeout).header("Authorization", authorization);
    }

    private HttpResponse<String> ask(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw unreachable(e);
        } catch (HttpTimeoutException e) {
            throw new CallException(CallFailure.GATEWAY_TIMED_OUT, "Asterisk did not answer within " + timeout, e);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException(CallFailure.GATEWAY_TIMED_OUT, "Interrupted while asking Asterisk", e);
        }
    }

    private void requireUnlessGone(HttpRequest request) {
        HttpResponse<String> response = ask(request);
        if (response.statusCode() != 404) {
            require(response);
        }
    }

    private CallException unreachable(IOException e) {
        return new CallException(
                CallFailure.GATEWAY_UNREACHABLE, "Asterisk cannot be reached at " + url + ": " + e.getMessage(), e);
    }

    private static void require(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 503) {
            throw new CallException(CallFailure.GATEWAY_UNREACHABLE, "Asterisk is not available (503)");
        }
        if (status < 200 || status >= 300) {
            throw new CallException(CallFailure.GATEWAY_REFUSED, reason(status, response.body()));
        }
    }

    private static String reason(int status, String body) {
        return switch (status) {
            case 401, 403 ->
                "Asterisk refuses the user (" + status
                        + "): see gateway.ari.user and gateway.ari.password, and ari.conf";
            case 404 -> "Asterisk does not know what it is asked (404): is its REST interface at gateway.ari.url?";
            default -> "Asterisk answers " + status + ": " + body.substring(0, Math.min(SHOWN, body.length()));
        };
    }

    /** Asterisk's names of channel states. */
    private static PhoneCallState state(String name) {
        return switch (name) {
            case "Up" -> PhoneCallState.CONNECTED;
            case "Ring", "Ringing" -> PhoneCallState.ALERTED;
            default -> PhoneCallState.CONNECTING;
        };
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * A call to be placed.
     *
     * @param endpoint where it goes
     * @param application which application it is of once it is answered
     * @param callerId what the telephone shows
     * @param ringTime how long it may ring
     * @param longest how long the channel may live at all, should we be gone by then
     */
    record Origination(
            String endpoint, String application, Optional<String> callerId, Duration ringTime, Duration longest) {

        private String query() {
            return "?endpoint=" + encoded(endpoint) + "&app=" + encoded(application) + "&timeout=" + seconds(ringTime)
                    + callerId.map(shown -> "&callerId=" + encoded(shown)).orElse("");
        }

        private String variables() {
            return Json.createObjectBuilder()
                    .add("variables", Json.createObjectBuilder().add("TIMEOUT(absolute)", seconds(longest)))
                    .build()
                    .toString();
        }

        private static String seconds(Duration time) {
            return Long.toString(Math.max(1, time.plusMillis(999).toSeconds()));
        }
    }

    /** A request was sent, and there was no answer to it. */
    static final class LostAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        private LostAnswerException(Exception cause) {
            super(cause);
        }
    }
}
