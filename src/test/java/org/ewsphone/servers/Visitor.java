package org.ewsphone.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.ewsphone.launcher.RunningWar;

/** Somebody who asks a server by HTTPS, as the user demo or as nobody. */
final class Visitor {

    private static final String DEMO =
            "Basic " + Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.UTF_8));

    private final URI root;
    private final HttpClient client;

    Visitor(URI root, Path certificate) {
        this(root, certificate, HttpClient.Version.HTTP_1_1);
    }

    Visitor(URI root, Path certificate, HttpClient.Version version) {
        this.root = root;
        this.client = HttpClient.newBuilder()
                .sslContext(RunningWar.trusting(certificate))
                .version(version)
                .build();
    }

    /** The status of a path for somebody without a name. */
    int anonymous(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** What demo gets. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** What demo gets for an envelope. */
    HttpResponse<String> post(String path, String envelope) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(BodyPublishers.ofString(envelope)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).header("Authorization", DEMO);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
