package org.ewsphone.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The WAR as a process of its own, as an operator starts it: in a home directory that is gone afterwards, at a free port,
 * and ready when the start returns. Closing ends it.
 */
public final class RunningWar implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern MADE_USER =
            Pattern.compile("User and password, shown only this once\\n {2}(\\S+)\\n {2}(\\S+)\\n");

    private final Arrangement arrangement;
    private final Process process;

    private RunningWar(Arrangement arrangement) throws IOException {
        this.arrangement = arrangement;
        this.process = arrangement.process();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** One with these arguments beside its home directory and a free port; the common case. */
    public static RunningWar start(String... arguments) throws IOException {
        return arranged().with(arguments).start();
    }

    /** One that is to be arranged further before it starts. */
    public static Arrangement arranged() throws IOException {
        return new Arrangement(Files.createTempDirectory("running-war-"));
    }

    /** The endpoint, by HTTPS. */
    public URI url() {
        return urls().get(0);
    }

    /** Another path of the server, as {@code /EWS/health/ready}, by HTTPS. */
    public URI url(String path) {
        return url().resolve(path);
    }

    /** The endpoint by plain HTTP; only when arranged {@code with("--http-port", "0")}. */
    public URI plainUrl() {
        return urls().get(1);
    }

    /** Trusts its certificate, and no other. */
    public SSLContext trust() {
        return trusting(certificate());
    }

    /** Trusts the certificate in this PEM file, and no other. */
    public static SSLContext trusting(Path certificate) {
        try (InputStream pem = Files.newInputStream(certificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ews-phone", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client that trusts it, speaks HTTP/1.1 and bears no credentials. */
    public HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(trust())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** The certificate it made. */
    public Path certificate() {
        return home().resolve("tls/certificate.pem");
    }

    /** Its home directory. */
    public Path home() {
        return arrangement.home();
    }

    /** The name of the user who was given, or made at the start. */
    public String user() {
        return credentials()[0];
    }

    /** That user's password. */
    public String password() {
        return credentials()[1];
    }

    /** The value of an Authorization header for that user. */
    public String authorization() {
        return "Basic "
                + Base64.getEncoder().encodeToString((user() + ":" + password()).getBytes(StandardCharsets.UTF_8));
    }

    /** What it printed so far. */
    public String output() {
        return text(arrangement.output());
    }

    /** What it logged so far. */
    public String log() {
        return text(arrangement.log());
    }

    /** Its process id, for those who measure. */
    public long pid() {
        return process.pid();
    }

    /** The file that tells that it is ready. */
    public Path readyFile() {
        return arrangement.readyFile();
    }

    /** Asks it to end as an operator does (SIGTERM), and does not wait. */
    public void askToEnd() {
        process.destroy();
    }

    /** Asks it to end, waits until it has, and returns its exit code. */
    public int terminate() {
        askToEnd();
        return exitCode();
    }

    /** Ends it without a warning (SIGKILL), as a power failure would. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Starts another one in the same home directory after this one has ended; it inherits all else, too. */
    public RunningWar again() throws IOException {
        return arrangement.start();
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            terminate();
        }
        if (Files.exists(arrangement.directory)) {
            UnpackedWar.delete(arrangement.directory);
        }
    }

    private List<URI> urls() {
        return text(readyFile()).lines().map(URI::create).toList();
    }

    private String[] credentials() {
        Matcher made = MADE_USER.matcher(output());
        return made.find()
                ? new String[] {made.group(1), made.group(2)}
                : arrangement
                        .user()
                        .orElseThrow(
                                () -> new IllegalStateException("No user was given and none was made: " + output()))
                        .split(":", 2);
    }

    private RunningWar ready() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(readyFile())) {
            if (ended(Duration.ofMillis(20)) || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("It did not start:\n" + output() + log());
            }
        }
        return this;
    }

    private int exitCode() {
        if (!ended(PATIENCE)) {
            process.destroyForcibly();
            throw new IllegalStateException("It did not end:\n" + log());
        }
        return process.exitValue();
    }

    private boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How one is to be started. */
    public static final class Arrangement {

        private final Path directory;
        private final List<String> starter = new ArrayList<>();
        private final List<String> jvmOptions = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();

        private Arrangement(Path directory) {
            this.directory = directory;
        }

        /** With more arguments; a command comes first, {@code --https-port} replaces the free one. */
        public Arrangement with(String... more) {
            arguments.addAll(List.of(more));
            return this;
        }

        /** Started by another command that becomes it, as {@code nsenter} does. */
        public Arrangement by(List<String> command) {
            starter.addAll(command);
            return this;
        }

        /** With an option of the JVM, as {@code -Xmx64m}. */
        public Arrangement jvmOption(String option) {
            jvmOptions.add(option);
            return this;
        }

        /** With a variable of the environment. */
        public Arrangement environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** With a settings file in the home directory. */
        public Arrangement settingsFile(String content) throws IOException {
            Files.createDirectories(home());
            Files.writeString(home().resolve("ews-phone.properties"), content);
            return this;
        }

        /** Where its home directory will be, to put files there before. */
        public Path home() {
            return directory.resolve("home");
        }

        /** Starts it and waits until it answers. */
        public RunningWar start() throws IOException {
            try {
                return new RunningWar(this).ready();
            } catch (IllegalStateException e) {
                UnpackedWar.delete(directory);
                throw e;
            }
        }

        /** Starts it, expecting it to end by itself, and returns how it did. */
        public Ended run() throws IOException {
            try {
                int exitCode = new RunningWar(this).exitCode();
                return new Ended(exitCode, text(output()), text(log()));
            } finally {
                UnpackedWar.delete(directory);
            }
        }

        private Process process() throws IOException {
            List<String> command = new ArrayList<>(starter);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmOptions);
            command.addAll(List.of("-jar", war().toString()));
            command.addAll(arguments);
            addUnlessGiven(command, "--home", home().toString());
            addUnlessGiven(command, "--https-port", "0");
            addUnlessGiven(command, "--ready-file", readyFile().toString());
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output().toFile())
                    .redirectError(log().toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("EWS_PHONE_"));
            builder.environment().putAll(environment);
            Files.deleteIfExists(readyFile());
            return builder.start();
        }

        private void addUnlessGiven(List<String> command, String flag, String value) {
            if (!arguments.contains(flag)) {
                command.addAll(List.of(flag, value));
            }
        }

        private Optional<String> user() {
            int flag = arguments.indexOf("--user");
            return flag < 0 ? Optional.empty() : Optional.of(arguments.get(flag + 1));
        }

        private Path output() {
            return directory.resolve("output");
        }

        private Path log() {
            return directory.resolve("log");
        }

        private Path readyFile() {
            return directory.resolve("ready");
        }

        private static Path war() {
            String war = System.getProperty("ews-phone.test.war");
            if (war == null) {
                throw new IllegalStateException("The system property ews-phone.test.war must name the WAR");
            }
            return Path.of(war).toAbsolutePath();
        }
    }

    /**
     * How one ended by itself.
     *
     * @param exitCode its exit code
     * @param output what it printed
     * @param log what it logged, and its complaints
     */
    public record Ended(int exitCode, String output, String log) {}
}
