package org.ewsphone.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Tomcat as an operator runs it: {@code catalina.sh run}, and the WAR copied into {@code webapps}. */
final class Tomcat implements ServletServer {

    private static final Pattern STARTED = Pattern.compile("Starting ProtocolHandler \\[\"https.*-([0-9]+)\"]");
    private static final Pattern DEPLOYED = Pattern.compile("Deployment of web application archive .* has finished");
    private static final Pattern UNDEPLOYED = Pattern.compile("Undeploying context \\[/EWS]");

    private static final String SERVER_XML = """
            <Server port="-1">
              <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
              <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
              <Service name="Catalina">
                <Connector port="0" address="127.0.0.1" SSLEnabled="true" scheme="https" secure="true">
                  <SSLHostConfig>
                    <Certificate certificateKeystoreFile="%s" certificateKeystorePassword="%s"/>
                  </SSLHostConfig>
                </Connector>
                <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
                  <Host name="localhost" appBase="webapps"/>
                </Engine>
              </Service>
            </Server>
            """;

    private final Workplace workplace;
    private final Path base;
    private final URI root;
    private final Path certificate;
    private final Process process;

    private Tomcat(Workplace workplace, Path base, int port, Path certificate, Process process) {
        this.workplace = workplace;
        this.base = base;
        this.root = URI.create("https://127.0.0.1:" + port + "/");
        this.certificate = certificate;
        this.process = process;
    }

    /** The Tomcat of this distribution, without any application. */
    static Tomcat start(Path distribution, Workplace workplace) throws IOException {
        Path base = workplace.directory().resolve("base");
        for (String name : List.of("conf", "webapps", "temp", "logs")) {
            Files.createDirectories(base.resolve(name));
        }
        for (String name : List.of("web.xml", "logging.properties")) {
            Files.copy(
                    distribution.resolve("conf").resolve(name),
                    base.resolve("conf").resolve(name));
        }
        Path keyStore = workplace.directory().resolve("keys.p12");
        Path certificate = workplace.certify(keyStore, "tomcat");
        Files.writeString(base.resolve("conf/server.xml"), SERVER_XML.formatted(keyStore, Workplace.STORE_PASSWORD));
        var builder = new ProcessBuilder(
                        "sh", distribution.resolve("bin/catalina.sh").toString(), "run")
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CATALINA_"));
        builder.environment().putAll(workplace.environment());
        builder.environment().put("CATALINA_BASE", base.toString());
        builder.environment().put("CATALINA_OPTS", LiveClasses.STRICT);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Waiting.until("Tomcat has started", () -> portOf(base).isPresent(), () -> logOf(base));
        return new Tomcat(workplace, base, portOf(base).orElseThrow(), certificate, process);
    }

    /** The one that it chose. */
    private static Optional<Integer> portOf(Path base) throws IOException {
        return STARTED.matcher(logOf(base))
                .results()
                .findFirst()
                .map((MatchResult started) -> Integer.valueOf(started.group(1)));
    }

    private static String logOf(Path base) throws IOException {
        return Files.readString(base.resolve("output"));
    }

    @Override
    public void deploy(Path war) throws IOException {
        long before = times(DEPLOYED);
        Path copy = Files.copy(war, base.resolve("EWS.war"), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
        Files.move(copy, deployed(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Waiting.until("Tomcat has deployed the WAR", () -> times(DEPLOYED) > before, this::log);
    }

    /** Tomcat tells the same in either case. */
    @Override
    public void deployInVain(Path war) throws IOException {
        deploy(war);
    }

    @Override
    public void undeploy() throws IOException {
        long before = times(UNDEPLOYED);
        Files.delete(deployed());
        Waiting.until(
                "Tomcat has undeployed the WAR",
                () -> times(UNDEPLOYED) > before && Files.notExists(base.resolve("webapps/EWS")),
                this::log);
    }

    private Path deployed() {
        return base.resolve("webapps/EWS.war");
    }

    private long times(Pattern line) throws IOException {
        return line.matcher(log()).results().count();
    }

    @Override
    public URI root() {
        return root;
    }

    @Override
    public Path certificate() {
        return certificate;
    }

    @Override
    public String log() throws IOException {
        return logOf(base);
    }

    @Override
    public LiveClasses classes() {
        return new LiveClasses(workplace.javaHome(), process.pid());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("Tomcat did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
