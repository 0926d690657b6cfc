package org.ewsphone.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.ewsphone.app.Envelopes;
import org.ewsphone.clients.EwsJavaApiScenario;
import org.ewsphone.launcher.RunningWar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * What holds on every server, each check a class in this one, in their order. The server is started once and ended after
 * the last.
 */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
abstract class ServerContract {

    private static final String ENDPOINT = "EWS/Exchange.asmx";
    private static final Envelopes DOCUMENTED = Envelopes.named("disconnect/documented");
    private static final Path WAR = Path.of(System.getProperty("ews-phone.test.war", ""));

    /** What an operator would act on. */
    private static final Pattern TROUBLE =
            Pattern.compile("SEVERE|\\bERROR\\b|^\\s+at [\\w.$/]+\\(", Pattern.MULTILINE);

    @SuppressWarnings("NullAway.Init")
    private Workplace workplace;

    @SuppressWarnings("NullAway.Init")
    private ServletServer server;

    @SuppressWarnings("NullAway.Init")
    private Visitor visitor;

    /** What the server has to say about itself; GlassFish 8 begins with a SEVERE of its own. */
    private int logOfItsStart;

    /** Starts the server; may abort the test when this machine cannot run it. */
    abstract ServletServer start(Workplace workplace) throws IOException;

    /** The JDK that the server runs on. */
    Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Whether the server itself lets go of the class loaders of what it deployed before. */
    boolean letsGoOfClasses() {
        return true;
    }

    /** Whether the server keeps the class loader of what it has taken away until it deploys something else. */
    boolean remembersTheLastDeployment() {
        return false;
    }

    /** Whether the server offers HTTP/2 where it speaks TLS, as it comes. */
    boolean offersHttp2() {
        return false;
    }

    @BeforeAll
    void deploy(@TempDir Path directory) throws IOException {
        workplace = new Workplace(directory, javaHome());
        furnish("");
        server = start(workplace);
        visitor = new Visitor(server.root(), server.certificate());
        logOfItsStart = server.log().length();
        server.deploy(WAR);
    }

    /** The settings of these tests, and more. */
    private void furnish(String more) throws IOException {
        workplace.furnish(
                "user=demo:demo\ncall.ring-time=2s\n" + more,
                "ben:{bcrypt}" + new BCryptPasswordEncoder(4).encode("ben") + "\n");
    }

    @AfterAll
    void end() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Before everything else: the calls are up that golden envelopes speak of. */
    @Nested
    @Order(1)
    class ItsAnswers {

        /** Those that only look come first: they want to see the call that the others end. */
        @TestFactory
        Stream<DynamicTest> are_the_golden_ones() {
            return Envelopes.all().stream()
                    .filter(envelopes -> envelopes.settings().isEmpty())
                    .sorted(Comparator.comparing(envelopes -> !envelopes.name().startsWith("information/")))
                    .map(envelopes -> DynamicTest.dynamicTest(envelopes.name(), () -> {
                        HttpResponse<String> answer = visitor.post(ENDPOINT, envelopes.request());
                        envelopes.assertAnsweredBy(answer.statusCode(), answer.body());
                    }));
        }
    }

    /** There a body may come on other threads than its end. */
    @Nested
    @Order(2)
    class ItsAnswersOverHttp2 {

        private static final int MANY = 300;

        @Test
        void are_the_same() throws Exception {
            assumeTrue(offersHttp2(), "This server does not offer HTTP/2 unless it is told to");
            var modern = new Visitor(server.root(), server.certificate(), HttpClient.Version.HTTP_2);

            for (int i = 0; i < MANY; i++) {
                HttpResponse<String> answer = modern.post(ENDPOINT, DOCUMENTED.request());

                assertEquals(HttpClient.Version.HTTP_2, answer.version());
                DOCUMENTED.assertAnsweredBy(answer.statusCode(), answer.body());
            }
        }
    }

    /** Our own suite, as anybody would put it to a server: to a fresh town, for it ends calls. */
    @Nested
    @Order(3)
    class ItsConformance {

        /**
         * A context has one spelling, which proxies can fold as those of docker/ do; TRACE does not come to us; and
         * GlassFish drops headers of a 401.
         */
        private static final Pattern OF_THE_SERVER =
                Pattern.compile("the endpoint is found at |TRACE |a 401 has a request-id");

        @Test
        void is_complete_in_all_that_is_ours() throws Exception {
            server.deploy(WAR);

            List<String> told = Commands.say(
                            workplace.directory(),
                            List.of(
                                    javaHome().resolve("bin/java").toString(),
                                    "-jar",
                                    WAR.toString(),
                                    "conform",
                                    server.root().resolve(ENDPOINT).toString(),
                                    "--user",
                                    "demo:demo",
                                    "--other-user",
                                    "ben:ben",
                                    "--cacert",
                                    server.certificate().toString(),
                                    "--town"))
                    .lines()
                    .toList();

            assertTrue(told.stream().filter(line -> line.contains("✓")).count() > 100, () -> String.join("\n", told));
            assertEquals(
                    List.of(),
                    told.stream()
                            .filter(line -> line.contains("✗")
                                    && !OF_THE_SERVER.matcher(line).find())
                            .toList(),
                    () -> String.join("\n", told));
        }
    }

    @Nested
    @Order(4)
    class ForEwsJavaApi extends EwsJavaApiScenario {

        @Override
        protected URI url() {
            return server.root().resolve(ENDPOINT);
        }

        @Override
        protected SSLContext trust() {
            return RunningWar.trusting(server.certificate());
        }
    }

    @Nested
    @Order(5)
    class ItsDoors {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    ENDPOINT,
                    "EWS/exchange.asmx",
                    "EWS/Exchange.asmx?wsdl",
                    "EWS/Exchange.asmx;x=1",
                    "EWS/Services.wsdl",
                    "EWS//Services.wsdl",
                    "EWS/health/%2e%2e/Services.wsdl",
                    "EWS/messages.xsd",
                    "EWS/",
                    "EWS/nothing"
                })
        void are_locked_to_strangers(String path) throws Exception {
            assertEquals(401, visitor.anonymous(path));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "EWS/META-INF/MANIFEST.MF",
                    "EWS/META-INF/versions/17/org/ewsphone/launcher/Main.class",
                    "EWS/WEB-INF/web.xml",
                    "EWS/WEB-INF/classes/org/ewsphone/app/WebApp.class",
                    "EWS/WEB-INF/launcher/classes/org/ewsphone/launcher/EwsPhone.class",
                    "EWS/WEB-INF/%2e/web.xml",
                    "EWS/web-inf/web.xml"
                })
        void do_not_lead_to_the_program(String path) throws Exception {
            assertEquals(404, visitor.get(path).statusCode());
            assertTrue(Set.of(401, 404).contains(visitor.anonymous(path)));
        }

        /** Where containers publish what they find to be a web service. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "EWS/ExchangeServices",
                    "EWS/ExchangeServicePort",
                    "EWS/ExchangeServicePortType",
                    "EWS/ExchangeEndpoint",
                    "EWS/ExchangeEndpointService",
                    "EWS/services/ExchangeServicePort",
                    "ExchangeServices/ExchangeServicePort",
                    "ExchangeEndpointService/ExchangeEndpoint",
                    "__wstx-services",
                    "EWS/__wstx-services"
                })
        void are_the_only_ones_to_the_service(String path) throws Exception {
            assertEquals(404, visitor.post(path, DOCUMENTED.request()).statusCode());
            assertEquals(404, visitor.get(path + "?wsdl").statusCode());
        }
    }

    @Nested
    @Order(6)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class ItsEnd {

        /** A pool, its threads and a database driver have been there, when what is left is counted. */
        @Test
        @Order(0)
        void calls_may_be_kept_in_a_database_meanwhile() throws Exception {
            furnish("registry=jdbc\n");
            server.deploy(WAR);

            HttpResponse<String> answer = visitor.post(ENDPOINT, DOCUMENTED.request());

            DOCUMENTED.assertAnsweredBy(answer.statusCode(), answer.body());
            furnish("");
        }

        @Test
        @Order(1)
        void five_redeploys_leave_one_application() throws Exception {
            for (int i = 0; i < 5; i++) {
                server.deploy(WAR);
                HttpResponse<String> answer = visitor.post(ENDPOINT, DOCUMENTED.request());
                DOCUMENTED.assertAnsweredBy(answer.statusCode(), answer.body());
            }

            awaitLiving(1);
        }

        @Test
        @Order(2)
        void undeployed_it_leaves_nothing() throws Exception {
            server.undeploy();

            assertEquals(404, visitor.anonymous(ENDPOINT));
            if (remembersTheLastDeployment()) {
                server.deploy(workplace.emptyWar());
            }
            awaitLiving(0);
        }

        /** A server may have idle threads that remember for a minute whom they worked for. */
        private void awaitLiving(long expected) throws IOException {
            LiveClasses classes = server.classes();
            Waiting.until(
                    "as many applications live as are deployed: " + expected,
                    () -> classes.applications() == expected
                            && (!letsGoOfClasses() || classes.classLoaders() == expected),
                    () -> classes.applications() + " live, with " + classes.classLoaders() + " class loaders");
        }

        @Test
        @Order(3)
        void the_log_tells_of_no_trouble() throws Exception {
            String log = server.log().substring(logOfItsStart);

            assertEquals(
                    List.of(),
                    TROUBLE.matcher(log)
                            .results()
                            .map(found -> around(found, log))
                            .toList());
            assertTrue(log.contains("Calls left up at the end: "), log);
        }

        /** The entries of GlassFish are several lines long, and the level comes first. */
        private static String around(MatchResult found, String log) {
            return log.substring(Math.max(0, found.start() - 300), Math.min(log.length(), found.end() + 1000));
        }

        @Test
        @Order(4)
        void a_setting_that_does_not_exist_is_told_in_the_log() throws Exception {
            workplace.furnish("registry.memory.retentoin=5m\n", "");

            server.deployInVain(WAR);

            assertTrue(
                    server.log().contains("ews-phone does not start: There is no setting registry.memory.retentoin"),
                    server.log());
        }
    }
}
