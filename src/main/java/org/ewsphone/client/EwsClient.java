package org.ewsphone.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks one server, as somebody or as nobody. */
public final class EwsClient {

    private static final String USUAL_PATH = "/EWS/Exchange.asmx";
    private static final int UNAUTHORIZED = 401;

    private final URI endpoint;
    private final Optional<Login> login;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * A client of this endpoint.
     *
     * @param login nobody for questions that need no identity
     * @param timeout for the connection, and again for each answer
     */
    public EwsClient(URI endpoint, Optional<Login> login, Trust trust, Duration timeout) {
        this.endpoint = endpoint(endpoint);
        this.login = login;
        this.timeout = timeout;
        this.http = trust.applyTo(HttpClient.newBuilder())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** The URL with Exchange's usual path when it has none; throws {@link IllegalArgumentException} for another kind. */
    public static URI endpoint(URI url) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("The URL must begin with http:// or https:// and name a host");
        }
        return url.getRawPath().isEmpty() || url.getRawPath().equals("/") ? url.resolve(USUAL_PATH) : url;
    }

    /** Where the questions go. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * The answer to an envelope, if it is a good one.
     *
     * @throws EwsErrorException when the server refuses it with a code
     * @throws LoginRefusedException when it does not know the user
     * @throws IOException when it cannot be reached, or does not speak EWS
     */
    public EwsAnswer ask(Envelope envelope) throws IOException, InterruptedException, EwsErrorException {
        return EwsAnswer.of(post(envelope)).good();
    }

    /** The response to an envelope, whatever it is. */
    HttpResponse<byte[]> post(Envelope envelope) throws IOException, InterruptedException {
        return send(
                endpoint, "POST", BodyPublishers.ofByteArray(envelope.bytes()), Optional.of("text/xml; charset=utf-8"));
    }

    /** The response to a question about what is beside the endpoint, as {@code Services.wsdl}; whatever it is. */
    HttpResponse<byte[]> get(String beside) throws IOException, InterruptedException {
        return send(endpoint.resolve(beside), "GET", BodyPublishers.noBody(), Optional.empty());
    }

    /** The response to JSON, whatever it is. */
    HttpResponse<byte[]> json(String method, String beside, String body) throws IOException, InterruptedException {
        return send(endpoint.resolve(beside), method, BodyPublishers.ofString(body), Optional.of("application/json"));
    }

    private HttpResponse<byte[]> send(URI url, String method, BodyPublisher body, Optional<String> contentType)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .method(method, body)
                .header("User-Agent", "ews-phone");
        contentType.ifPresent(type -> request.header("Content-Type", type));
        login.ifPresent(who -> request.header("Authorization", who.authorization()));
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() == UNAUTHORIZED && login.isPresent()) {
            throw new LoginRefusedException(login.get().name());
        }
        return response;
    }
}
