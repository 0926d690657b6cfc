package org.ewsphone.servers;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** GlassFish as an operator runs it, by {@code asadmin}, with a domain of its own. */
final class GlassFish implements ServletServer {

    private static final String DOMAIN = "ews";
    private static final String PASSWORDS =
            "AS_ADMIN_PASSWORD=loopback\nAS_ADMIN_MASTERPASSWORD=" + Workplace.STORE_PASSWORD + "\n";
    private static final int ADMIN = 48;
    private static final int HTTPS = 81;

    private final Path distribution;
    private final Workplace workplace;
    private final ReservedPorts ports;

    private GlassFish(Path distribution, Workplace workplace, ReservedPorts ports) {
        this.distribution = distribution;
        this.workplace = workplace;
        this.ports = ports;
    }

    /** The GlassFish of this distribution, without any application. */
    static GlassFish start(Path distribution, Workplace workplace) throws IOException {
        var server = new GlassFish(distribution, workplace, ReservedPorts.take());
        server.createDomain();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> server.process().ifPresent(ProcessHandle::destroyForcibly)));
        server.asadmin("start-domain", "--domaindir", server.domains(), DOMAIN);
        return server;
    }

    private void createDomain() throws IOException {
        Files.writeString(workplace.directory().resolve("passwords"), PASSWORDS);
        asadmin("create-domain", "--domaindir", domains(), "--portbase", Integer.toString(ports.first()), DOMAIN);
        workplace.certify(keyStore(), "s1as");
        Path description = domain().resolve("config/domain.xml");
        Files.writeString(description, onLoopback(Files.readString(description)));
    }

    private static String onLoopback(String description) {
        return description
                .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                .replaceAll("(<jmx-connector )([^>]*name=\"system\")", "$1enabled=\"false\" $2")
                .replaceFirst("<jvm-options>", "<jvm-options>" + LiveClasses.STRICT + "</jvm-options>\n<jvm-options>");
    }

    private Path keyStore() throws IOException {
        try (Stream<Path> files = Files.list(domain().resolve("config"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("keystore."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void deploy(Path war) throws IOException {
        asadmin("deploy", "--force", "--name", "EWS", war.toString());
    }

    @Override
    public void deployInVain(Path war) {
        assertThrows(IOException.class, () -> deploy(war));
    }

    @Override
    public void undeploy() throws IOException {
        asadmin("undeploy", "EWS");
    }

    private void asadmin(String... command) throws IOException {
        Commands.run(
                workplace.directory(),
                workplace.environment(),
                Commands.command(
                        List.of(command),
                        "bash",
                        distribution.resolve("glassfish/bin/asadmin").toString(),
                        "--user",
                        "admin",
                        "--passwordfile",
                        "passwords",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(ports.first() + ADMIN)));
    }

    private String domains() {
        return workplace.directory().resolve("domains").toString();
    }

    private Path domain() {
        return Path.of(domains(), DOMAIN);
    }

    @Override
    public URI root() {
        return URI.create("https://127.0.0.1:" + (ports.first() + HTTPS) + "/");
    }

    @Override
    public Path certificate() {
        return workplace.directory().resolve("certificate.pem");
    }

    @Override
    public String log() throws IOException {
        return Files.readString(domain().resolve("logs/server.log"));
    }

    @Override
    public LiveClasses classes() {
        return new LiveClasses(workplace.javaHome(), process().orElseThrow().pid());
    }

    /** The process that {@code start-domain} started, as it wrote it down. */
    private Optional<ProcessHandle> process() {
        try {
            return ProcessHandle.of(Long.parseLong(
                    Files.readString(domain().resolve("config/pid")).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        Optional<ProcessHandle> process = process();
        process.ifPresent(ProcessHandle::destroy);
        Waiting.until(
                "GlassFish has ended",
                () -> process.filter(ProcessHandle::isAlive).isEmpty(),
                this::log);
        ports.close();
    }
}
