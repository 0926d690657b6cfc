package org.ewsphone.clients;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.ewsphone.launcher.RunningWar;

/** Sends envelopes with the HTTP client of the JDK, which keeps its connections, in the name of the server's user. */
final class Post {

    private final RunningWar war;
    private final HttpClient client;

    Post(RunningWar war) {
        this.war = war;
        this.client = war.client();
    }

    /** The request that carries this body, to be changed further. */
    HttpRequest.Builder of(String body) {
        return HttpRequest.newBuilder(war.url())
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("Authorization", war.authorization())
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return send(of(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
