package org.ewsphone.auth.bearer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Keys at a URL of the issuer. It is not led elsewhere, and neither a slow nor an endless answer holds it. */
final class KeyUrl implements KeyDocument {

    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 262_144;

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(AT_MOST)
            .build();

    KeyUrl(URI url) {
        this.url = url;
    }

    /** Whether nobody on the way can change what is read there: by TLS, or because it does not leave this machine. */
    static boolean isSafe(URI url) {
        return url.getHost() != null
                && ("https".equals(url.getScheme())
                        || ("http".equals(url.getScheme())
                                && url.getHost().matches("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]")));
    }

    @Override
    public CompletableFuture<String> read() {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(AT_MOST)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        BodyHandler<byte[]> limited = answer -> new LimitedBody(BodySubscribers.ofByteArray(), MOST_BYTES);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, limited);
        return answer.copy()
                .orTimeout(AT_MOST.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> answer.cancel(true))
                .thenApply(KeyUrl::text);
    }

    private static String text(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new CompletionException(new IOException("it answers with status " + answer.statusCode()));
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
