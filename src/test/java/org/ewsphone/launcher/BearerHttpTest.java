package org.ewsphone.launcher;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ewsphone.app.Envelopes;
import org.ewsphone.call.Calls;
import org.ewsphone.call.ManualClock;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of OAuth 2 over HTTP: which are taken, whom they name, and where the keys come from. */
final class BearerHttpTest {

    private static final String ISSUER = "https://login.example.org/realms/voice";
    private static final String NAME = "preferred_username";
    private static final Envelopes GOOD = Envelopes.named("disconnect/documented");
    private static final RSAKey RSA = rsa("rsa");
    private static final RSAKey STRANGER = rsa("rsa");
    private static final ECKey EC = ec("ec");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    private final ManualClock clock = new ManualClock(Calls.NOON);

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("ews-phone")
                .subject("4711")
                .claim(NAME, "Demo")
                .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(10))));
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm, String id) {
        return new JWSHeader.Builder(algorithm).keyID(id).type(new JOSEObjectType("at+jwt"));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String signed(JWTClaimsSet.Builder claims, RSAKey key) {
        try {
            return signed(header(JWSAlgorithm.RS256, key.getKeyID()).build(), claims.build(), new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(change.apply(claims()), RSA);
    }

    private static Date at(int secondsFromNoon) {
        return Date.from(Calls.NOON.plusSeconds(secondsFromNoon));
    }

    private ServerOnLoopback server(String jwks, String... more) throws IOException {
        String[] settings = Stream.concat(
                        Stream.of(
                                "auth",
                                "bearer",
                                "auth.bearer.issuer",
                                ISSUER,
                                "auth.bearer.audience",
                                "other, ews-phone",
                                "auth.bearer.jwks",
                                jwks),
                        Stream.of(more))
                .toArray(String[]::new);
        return ServerOnLoopback.start(home, clock, settings);
    }

    private static String file(JWK... keys) throws IOException {
        Path file = home.resolve("jwks.json");
        Files.writeString(file, new JWKSet(List.of(keys)).toString(false));
        return file.toString();
    }

    private static int status(ServerOnLoopback server, String token) throws Exception {
        return server.post(GOOD.request(), "Authorization", "Bearer " + token).statusCode();
    }

    @TestFactory
    Stream<DynamicTest> a_good_token_is_taken() throws Exception {
        return statuses(
                200,
                Map.of(
                        "RS256", headed(header -> header),
                        "PS256", signed(header(JWSAlgorithm.PS256, "rsa").build(), claims().build(), signer(RSA)),
                        "ES256", es256(),
                        "typ JWT", headed(header -> header.type(JOSEObjectType.JWT)),
                        "without typ and kid",
                                headed(header -> header.type(null).keyID(null)),
                        "just over, within the skew", signed(claims -> claims.expirationTime(at(-59))),
                        "one of many audiences", signed(claims -> claims.audience(List.of("x", "other"))),
                        "email", signed(claims -> nameless(claims).claim("email", "demo"))));
    }

    @TestFactory
    Stream<DynamicTest> a_token_with_another_header_or_signature_is_refused() throws Exception {
        URI strangers = URI.create("http://127.0.0.1:9/");
        JWTClaimsSet good = claims().build();
        String token = headed(header -> header);
        return statuses(
                401,
                Map.ofEntries(
                        entry("no token", ""),
                        entry("nonsense", "a.b.c"),
                        entry("empty objects", "e30.e30."),
                        entry("none", new PlainJWT(good).serialize()),
                        entry(
                                "algorithm not listed",
                                signed(header(JWSAlgorithm.RS512, "rsa").build(), good, signer(RSA))),
                        entry(
                                "public key as a secret",
                                signed(header(JWSAlgorithm.HS256, "rsa").build(), good, secret())),
                        entry("no signature", unsigned(token)),
                        entry("broken signature", token.substring(0, token.length() - 4) + "AAAA"),
                        entry("signature of zeros", unsigned(es256()) + "A".repeat(86)),
                        entry("key of a stranger", forged(header -> header)),
                        entry("key brought along", forged(header -> header.jwk(STRANGER.toPublicJWK()))),
                        entry("jku", forged(header -> header.keyID("x").jwkURL(strangers))),
                        entry("x5u", forged(header -> header.keyID("x").x509CertURL(strangers))),
                        entry("another typ", headed(header -> header.type(new JOSEObjectType("dpop+jwt")))),
                        entry("crit", headed(header -> header.criticalParams(Set.of("exp")))),
                        entry(
                                "crit b64",
                                headed(header ->
                                        header.criticalParams(Set.of("b64")).base64URLEncodePayload(true)))));
    }

    @TestFactory
    Stream<DynamicTest> a_token_with_other_claims_is_refused() throws Exception {
        return statuses(
                401,
                Map.ofEntries(
                        entry("issuer", signed(claims -> claims.issuer(ISSUER + "/"))),
                        entry("no issuer", signed(claims -> claims.issuer(null))),
                        entry("audience", signed(claims -> claims.audience("someone-else"))),
                        entry("no audience", signed(claims -> claims.audience((String) null))),
                        entry("no end", signed(claims -> claims.expirationTime(null))),
                        entry("over", signed(claims -> claims.expirationTime(at(-61)))),
                        entry("not yet", signed(claims -> claims.notBeforeTime(at(61)))),
                        entry("no name", signed(BearerHttpTest::nameless)),
                        entry("empty name", signed(claims -> claims.claim(NAME, ""))),
                        entry("list of names", signed(claims -> claims.claim(NAME, List.of("demo")))),
                        entry("name of two lines", signed(claims -> claims.claim(NAME, "de\nmo"))),
                        entry(
                                "unverified email",
                                signed(claims ->
                                        nameless(claims).claim("email", "demo").claim("email_verified", false)))));
    }

    private Stream<DynamicTest> statuses(int expected, Map<String, String> tokens) throws IOException {
        ServerOnLoopback server = server(file(RSA.toPublicJWK(), EC.toPublicJWK()));
        return tokens.entrySet().stream()
                .map(token -> DynamicTest.dynamicTest(
                        token.getKey(), () -> assertEquals(expected, status(server, token.getValue()))))
                .onClose(server::close);
    }

    private static JWTClaimsSet.Builder nameless(JWTClaimsSet.Builder claims) {
        return claims.claim(NAME, null);
    }

    private static String unsigned(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private String es256() throws JOSEException {
        return signed(header(JWSAlgorithm.ES256, "ec").build(), claims().build(), new ECDSASigner(EC));
    }

    private String headed(UnaryOperator<JWSHeader.Builder> change) throws JOSEException {
        return signed(change.apply(header(JWSAlgorithm.RS256, "rsa")).build(), claims().build(), signer(RSA));
    }

    private String forged(UnaryOperator<JWSHeader.Builder> change) throws JOSEException {
        return signed(change.apply(header(JWSAlgorithm.RS256, "rsa")).build(), claims().build(), signer(STRANGER));
    }

    private static JWSSigner signer(RSAKey key) throws JOSEException {
        return new RSASSASigner(key);
    }

    private static JWSSigner secret() throws JOSEException {
        return new MACSigner(RSA.toRSAPublicKey().getEncoded());
    }

    @Test
    void a_token_names_mailbox_and_roles_as_the_settings_say() throws Exception {
        String bens = Envelopes.named("information/call-of-another-mailbox").request();
        String script = Path.of(
                        Envelopes.class.getResource("/envelopes/calls.json").toURI())
                .toString();
        try (var server = server(
                file(RSA.toPublicJWK()),
                "simulator.script",
                script,
                "auth.bearer.mailbox-claim",
                "upn",
                "auth.bearer.name-claim",
                "sub",
                "auth.bearer.roles-claim",
                "realm_access.roles",
                "impersonation.grants",
                "4711=ben")) {
            String ben = signed(claims -> claims.subject("1").claim("upn", "BEN"));
            String operator = signed(claims -> claims.subject("1")
                    .claim("upn", "x")
                    .claim("realm_access", Map.of("roles", List.of("a", "operator"))));
            String delegate = signed(claims -> claims.claim("upn", "x"));
            String nobody =
                    signed(claims -> claims.subject("1").claim("upn", "x").claim("roles", "operator"));

            for (String token : List.of(ben, operator, delegate)) {
                assertTrue(server.post(bens, "Authorization", "Bearer " + token)
                        .body()
                        .contains("NoError"));
            }
            assertTrue(server.post(bens, "Authorization", "Bearer " + nobody)
                    .body()
                    .contains("ErrorInvalidPhoneCallId"));
        }
    }

    @Test
    void tokens_and_passwords_are_taken_side_by_side() throws Exception {
        try (var server = server(file(RSA.toPublicJWK()), "auth", "bearer,basic", "user", "demo:secret")) {
            assertEquals(200, status(server, signed(claims -> claims)));
            assertEquals(
                    200,
                    server.post(GOOD.request(), "Authorization", ServerOnLoopback.basic("demo:secret"))
                            .statusCode());
        }
    }

    @Test
    void a_token_is_not_remembered_longer_than_it_lives() throws Exception {
        try (var server = server(file(RSA.toPublicJWK()), "auth.remembered", "1h")) {
            String token = signed(claims -> claims);
            assertEquals(200, status(server, token));

            clock.advance(Duration.ofMinutes(11).plusSeconds(1));

            assertEquals(401, status(server, token));
        }
    }

    @Test
    void a_file_may_change() throws Exception {
        try (var server = server(file(RSA.toPublicJWK()))) {
            RSAKey next = rsa("next");
            assertEquals(401, status(server, signed(claims(), next)));

            file(next.toPublicJWK());
            clock.advance(Duration.ofSeconds(2));

            assertEquals(200, status(server, signed(claims(), next)));
            assertEquals(401, status(server, signed(claims(), RSA)));
        }
    }

    @Test
    void keys_of_a_url_serve_on_through_an_outage_and_new_ones_are_fetched_but_not_too_often() throws Exception {
        try (var keys = new PublishedKeys(RSA);
                var server = server(keys.url())) {
            assertEquals(200, status(server, signed(claims(), RSA)));
            RSAKey next = rsa("next");
            assertEquals(401, status(server, signed(claims(), next)));
            keys.publish(RSA, next);
            assertEquals(401, status(server, signed(claims(), next)), "it is too early to fetch again");
            assertEquals(1, keys.fetched());

            clock.advance(Duration.ofSeconds(31));
            assertEquals(200, status(server, signed(claims(), next)));
            assertEquals(2, keys.fetched());

            keys.fallSilent();
            clock.advance(Duration.ofHours(11));
            assertEquals(200, status(server, signed(claims(), next)));
            clock.advance(Duration.ofHours(2));
            assertEquals(401, status(server, signed(claims(), next)), "an outage of 12 hours is the most");
        }
    }

    @Test
    void keys_that_are_too_many_are_not_taken() throws Exception {
        try (var keys = new PublishedKeys(RSA)) {
            keys.answer("{\"keys\":[]," + " ".repeat(300_000) + "\"x\":1}");
            try (var server = server(keys.url())) {
                assertEquals(401, status(server, signed(claims(), RSA)));
                keys.publish(RSA);
                clock.advance(Duration.ofSeconds(31));
                assertEquals(200, status(server, signed(claims(), RSA)));
            }
        }
    }

    /** An issuer's keys, at a URL. */
    private static final class PublishedKeys implements AutoCloseable {
        private final HttpServer server;
        private final AtomicInteger fetched = new AtomicInteger();
        private volatile String text = "";

        PublishedKeys(JWK... keys) throws IOException {
            publish(keys);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/jwks", exchange -> {
                fetched.incrementAndGet();
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        void publish(JWK... keys) {
            answer(new JWKSet(List.of(keys)).toPublicJWKSet().toString());
        }

        void answer(String json) {
            text = json;
        }

        int fetched() {
            return fetched.get();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
        }

        void fallSilent() {
            server.stop(0);
        }

        @Override
        public void close() {
            fallSilent();
        }
    }
}
