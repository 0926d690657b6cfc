package org.ewsphone.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.ewsphone.config.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A servlet container that knows its users: the server takes its word for who they are. */
final class ContainerIdentityTest {

    private static final String BENS_CALL =
            Envelopes.named("information/call-of-another-mailbox").request();

    @TempDir
    private Path home;

    private final Tomcat tomcat = new Tomcat();

    @SuppressWarnings("NullAway.Init")
    private Application application;

    @BeforeEach
    void start() throws Exception {
        Path script = Path.of(Objects.requireNonNull(Envelopes.class.getResource("/envelopes/calls.json"))
                .toURI());
        Map<String, String> settings =
                Map.of("home", home.toString(), "auth", "container", "simulator.script", script.toString());
        application = Application.open(Settings.read(settings, Map.of(), Map.of(), Map.of()), Clock.systemUTC());
        tomcat.setBaseDir(home.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("/EWS", null);
        context.addServletContainerInitializer(
                (classes, servletContext) -> application.mount(servletContext), Set.of());
        context.setLoginConfig(new LoginConfig("NONE", null, null, null));
        context.setPreemptiveAuthentication(true);
        context.getPipeline().addValve(new BasicAuthenticator());
        for (String user : List.of("demo", "ben", "olga")) {
            tomcat.addUser(user, "secret");
        }
        tomcat.addRole("olga", "operator");
        tomcat.getConnector();
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        application.close();
    }

    private HttpResponse<String> ask(String user) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/EWS/Exchange.asmx"))
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString(BENS_CALL));
        if (!user.isEmpty()) {
            String pair = user + ":secret";
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void the_container_says_who_it_is_and_in_which_roles() throws Exception {
        assertTrue(ask("ben").body().contains("NoError"));
        assertTrue(ask("olga").body().contains("NoError"));
        assertTrue(ask("demo").body().contains("ErrorInvalidPhoneCallId"));
    }

    @Test
    void whoever_the_container_does_not_know_is_nobody() throws Exception {
        HttpResponse<String> answer = ask("");

        assertEquals(401, answer.statusCode());
        assertEquals(List.of("External realm=\"ews-phone\""), answer.headers().allValues("WWW-Authenticate"));
    }
}
