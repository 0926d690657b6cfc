package org.ewsphone.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ewsphone.config.Settings;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A server of this process at a free port, and a client that speaks plain HTTP/1.1 to it. */
final class ServerOnLoopback implements AutoCloseable {

    private final Server server;
    private final URI httpsUrl;
    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerOnLoopback(Server server, URI httpsUrl, URI url) {
        this.server = server;
        this.httpsUrl = httpsUrl;
        this.url = url;
    }

    /** A users file for this home, with demo, and with olga who is an operator. The password of both is "secret". */
    static void writeUsers(Path home) throws IOException {
        String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("secret");
        Files.write(home.resolve("users"), List.of("demo:" + hash, "olga:" + hash + "::operator"));
    }

    /** In this home, with these settings as NAME, VALUE, NAME, VALUE. */
    static ServerOnLoopback start(Path home, Clock clock, String... settings) throws IOException {
        Path ready = home.resolve("ready");
        Map<String, String> all = new HashMap<>(
                Map.of("home", home.toString(), "https-port", "0", "http-port", "0", "ready-file", ready.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        Server server = Server.start(Settings.read(all, Map.of(), Map.of(), Map.of()), new Installation(home), clock);
        server.announce();
        List<String> urls = Files.readAllLines(ready);
        return new ServerOnLoopback(server, URI.create(urls.get(0)), URI.create(urls.get(1)));
    }

    URI httpsUrl() {
        return httpsUrl;
    }

    URI url() {
        return url;
    }

    /** The answer to an envelope that comes with these headers, as NAME, VALUE, NAME, VALUE. */
    HttpResponse<String> post(String envelope, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(BodyPublishers.ofString(envelope));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** The answer for a path beside the endpoint, as {@code metrics}, with these headers. */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** An Authorization header. */
    static String basic(String nameAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(nameAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
