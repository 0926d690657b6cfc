package org.ewsphone.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ewsphone.app.Envelopes;
import org.ewsphone.launcher.RunningWar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docker/ for proxies, on the proxies of this machine, in front of {@code java -jar}. */
@Tag("servers")
final class ProxyIT {

    private static final Envelopes DOCUMENTED = Envelopes.named("disconnect/documented");

    @TempDir
    private Path directory;

    @Test
    void nginx_forwards_the_endpoint_and_nothing_else() throws Exception {
        String nginx = program("nginx");
        try (var war = RunningWar.start("--user", "demo:demo", "--http-port", "0")) {
            int port = Workplace.freePort();
            String example = Files.readString(Path.of("docker/nginx.conf"))
                    .replace("listen 443 ", "listen 127.0.0.1:" + port + " ")
                    .replace("127.0.0.1:8080", "127.0.0.1:" + war.plainUrl().getPort())
                    .replace("/etc/nginx/tls/certificate.pem", war.certificate().toString())
                    .replace(
                            "/etc/nginx/tls/key.pem",
                            war.certificate().resolveSibling("key.pem").toString())
                    .replace("http {", "http {\naccess_log off;\n");
            Path file = Files.writeString(directory.resolve("nginx.conf"), example);

            forwards(
                    war,
                    port,
                    List.of(
                            nginx,
                            "-p",
                            directory.toString(),
                            "-c",
                            file.toString(),
                            "-e",
                            "stderr",
                            "-g",
                            "daemon off; pid " + directory.resolve("pid") + ";"));
        }
    }

    @Test
    void haproxy_forwards_the_endpoint_and_nothing_else() throws Exception {
        String haproxy = program("haproxy");
        try (var war = RunningWar.start("--user", "demo:demo", "--http-port", "0")) {
            int port = Workplace.freePort();
            Path pem = directory.resolve("certificate-and-key.pem");
            Files.writeString(
                    pem,
                    Files.readString(war.certificate())
                            + Files.readString(war.certificate().resolveSibling("key.pem")));
            String example = Files.readString(Path.of("docker/haproxy.cfg"))
                    .replace("bind :443 ", "bind 127.0.0.1:" + port + " ")
                    .replace("127.0.0.1:8080", "127.0.0.1:" + war.plainUrl().getPort())
                    .replace("/etc/haproxy/certificate-and-key.pem", pem.toString());
            Path file = Files.writeString(directory.resolve("haproxy.cfg"), example);

            forwards(war, port, List.of(haproxy, "-db", "-f", file.toString()));
        }
    }

    private void forwards(RunningWar war, int port, List<String> command) throws Exception {
        Path log = directory.resolve("log");
        Process proxy = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            var visitor = new Visitor(URI.create("https://127.0.0.1:" + port + "/"), war.certificate());
            Waiting.until(
                    "the proxy forwards",
                    () -> isUp(visitor) || !proxy.isAlive(),
                    () -> Files.readString(log) + war.log());
            assertTrue(proxy.isAlive(), () -> text(log));

            HttpResponse<String> answer = visitor.post("EWS/Exchange.asmx", DOCUMENTED.request());
            DOCUMENTED.assertAnsweredBy(answer.statusCode(), answer.body());
            assertEquals(
                    200, visitor.post("ews/exchange.ASMX", DOCUMENTED.request()).statusCode());
            assertEquals(401, visitor.anonymous("EWS/Exchange.asmx"));
            assertEquals(404, visitor.get("EWS/health/live").statusCode());
            assertEquals(404, visitor.get("EWS/Services.wsdl").statusCode());
            assertEquals(404, visitor.get("").statusCode());
        } finally {
            proxy.destroy();
            assertTrue(proxy.waitFor(1, TimeUnit.MINUTES));
        }
    }

    private static boolean isUp(Visitor visitor) {
        try {
            return visitor.anonymous("EWS/Exchange.asmx") == 401;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String program(String name) {
        var found = Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "There is no " + name + " here");
        return found.orElseThrow().toString();
    }
}
