package org.ewsphone.conform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ewsphone.client.Login;
import org.ewsphone.client.Trust;

/** A server that gives one and the same answer to everybody whom it knows. */
public final class StubServer implements AutoCloseable {

    private static final Login LOGIN = new Login("demo", "secret");

    private final HttpServer http;
    private volatile int status = 200;
    private volatile String type = "text/plain";
    private volatile String body = "";
    private volatile List<String> challenges = List.of("Basic realm=\"stub\"");
    private volatile boolean open = true;

    private StubServer(HttpServer http) {
        this.http = http;
    }

    /** One at a free port. */
    public static StubServer start() {
        try {
            var stub = new StubServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            stub.http.createContext("/", stub::answer);
            stub.http.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/EWS/Exchange.asmx";
    }

    /** From now on its answer is this. */
    public void answers(int newStatus, String newType, String newBody) {
        status = newStatus;
        type = newType;
        body = newBody;
    }

    /** It asks for credentials in these ways. */
    void challenges(String... offers) {
        challenges = List.of(offers);
    }

    /** It knows nobody any more. */
    public void refusesEverybody() {
        open = false;
    }

    static Target target(String url) {
        return new Target(
                URI.create(url),
                LOGIN,
                Optional.empty(),
                Trust.ofPlatform(),
                Duration.ofSeconds(5),
                "OWVl4NWb3N29t",
                Optional.empty(),
                false,
                false);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (!open || !LOGIN.authorization().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            challenges.forEach(offer -> exchange.getResponseHeaders().add("WWW-Authenticate", offer));
            exchange.sendResponseHeaders(401, -1);
        } else {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
