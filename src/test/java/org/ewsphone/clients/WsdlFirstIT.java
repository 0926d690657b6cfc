package org.ewsphone.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.ewsphone.launcher.RunningWar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client generated from the contract as it is served, by the SOAP stack that the build has put on the class path: each
 * has its own execution in the pom, since two of them on one class path fight. The property ews-phone.test.stack names it.
 */
@Tag("wsdl-first")
final class WsdlFirstIT {

    private static final String PASSWORD = "changeit";

    private static final Map<String, List<String>> GENERATORS = Map.of(
            "metro", List.of("com.sun.tools.ws.WsImport", "-quiet", "-Xnocompile", "-p", "contract", "-s"),
            "cxf", List.of("org.apache.cxf.tools.wsdlto.WSDLToJava", "-p", "contract", "-d"));

    @TempDir
    private Path directory;

    @Test
    void a_client_from_the_contract_plays_and_hangs_up() throws Exception {
        try (var war = RunningWar.start("--user", "demo:demo")) {
            fetchContract(war);
            List<String> generator = new ArrayList<>(generator());
            generator.addAll(List.of(
                    sources().toString(), directory.resolve("Services.wsdl").toString()));
            java(generator);
            compile();

            String answers = java(List.of(
                    "-Djavax.net.ssl.trustStore=" + trust(war),
                    "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                    "PlayAndHangUp",
                    directory.resolve("Services.wsdl").toUri().toString(),
                    "demo",
                    "demo"));

            assertEquals("""
                    GetServiceConfiguration Success NoError Exchange2010/639 enabled true
                    PlayOnPhone Success NoError Exchange2010/639 a call
                    GetPhoneCallInformation Success NoError Exchange2010/639 Connecting None
                    DisconnectPhoneCall Success NoError Exchange2010/639 done
                    GetPhoneCallInformation Success NoError Exchange2010/639 Disconnected None
                    PlayOnPhone Error ErrorItemNotFound Exchange2010/639 no call
                    """, answers);
        }
    }

    private static List<String> generator() {
        String stack = System.getProperty("ews-phone.test.stack", "");
        return Objects.requireNonNull(GENERATORS.get(stack), () -> "No generator is known for " + stack);
    }

    /** As a browser would: the WSDL, and beside it what it names. */
    private void fetchContract(RunningWar war) throws IOException, InterruptedException {
        for (String name : List.of("Services.wsdl", "messages.xsd", "types.xsd")) {
            HttpRequest request = HttpRequest.newBuilder(
                            name.endsWith(".wsdl") ? URI.create(war.url() + "?wsdl") : war.url(name))
                    .header("Authorization", war.authorization())
                    .build();
            HttpResponse<Path> file = war.client().send(request, BodyHandlers.ofFile(directory.resolve(name)));
            assertEquals(200, file.statusCode(), name);
        }
    }

    private void compile() throws IOException {
        Files.copy(
                Path.of("src/test/resources/clients/PlayAndHangUp.java"),
                sources().resolve("PlayAndHangUp.java"));
        try (Stream<Path> files = Files.walk(sources())) {
            Stream<String> arguments = Stream.concat(
                    Stream.of("-proc:none", "-nowarn", "-d", classes().toString()),
                    files.map(Path::toString).filter(file -> file.endsWith(".java")));
            var complaints = new ByteArrayOutputStream();
            int status =
                    ToolProvider.getSystemJavaCompiler().run(null, null, complaints, arguments.toArray(String[]::new));
            assertEquals(0, status, complaints::toString);
        }
    }

    /** A trust store with the server's certificate and no other. */
    private Path trust(RunningWar war) throws IOException, GeneralSecurityException {
        Path file = directory.resolve("trust.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(war.certificate());
                OutputStream out = Files.newOutputStream(file)) {
            store.setCertificateEntry(
                    "ews-phone", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** Runs a program on the stack's class path and returns what it prints. */
    private String java(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes() + File.pathSeparator + System.getProperty("java.class.path")));
        command.addAll(arguments);
        Path output = directory.resolve("output");
        Path complaints = directory.resolve("complaints");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(complaints.toFile())
                .start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), () -> "Still running: " + arguments);
            assertEquals(0, process.exitValue(), Files.readString(output) + Files.readString(complaints));
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }

    private Path sources() throws IOException {
        return Files.createDirectories(directory.resolve("sources"));
    }

    private Path classes() throws IOException {
        return Files.createDirectories(directory.resolve("classes"));
    }
}
