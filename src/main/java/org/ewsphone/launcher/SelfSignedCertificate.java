package org.ewsphone.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ewsphone.config.SettingException;

/** A certificate for trying things out and for networks of one's own, made once by the JDK's keytool and kept. */
final class SelfSignedCertificate {

    private static final int DAYS = 825;
    private static final Duration RENEWAL = Duration.ofDays(7);
    private static final String ALIAS = "ews-phone";

    private final Path directory;
    private final List<String> names;
    private final Clock clock;
    private final PemFiles files;

    /** A certificate for these host names and addresses, kept in the directory. */
    SelfSignedCertificate(Path directory, List<String> names, Clock clock) {
        this.directory = directory;
        this.names = names;
        this.clock = clock;
        this.files = new PemFiles(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
    }

    /** The files, made anew when they are missing, about to expire, or lack a name. */
    PemFiles files() {
        try {
            createDirectory();
            try (FileChannel channel = FileChannel.open(
                            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid() || !isUsable()) {
                    make();
                }
            }
            return files;
        } catch (IOException e) {
            throw new SettingException(
                    "The certificate cannot be made in " + directory + ": " + e
                            + ". Choose another directory with --home, or give tls.certificate and tls.key.",
                    e);
        }
    }

    private boolean isUsable() {
        if (!Files.exists(files.certificate()) || !Files.exists(files.key())) {
            return false;
        }
        try {
            X509Certificate certificate = files.read();
            boolean lasts = clock.instant()
                    .plus(RENEWAL)
                    .isBefore(certificate.getNotAfter().toInstant());
            return lasts && namesIn(certificate).containsAll(names) && files.belongTogether();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Set<String> namesIn(X509Certificate certificate) throws GeneralSecurityException {
        var alternatives = certificate.getSubjectAlternativeNames();
        return alternatives == null
                ? Set.of()
                : alternatives.stream()
                        .map(name -> String.valueOf(name.get(1)))
                        .collect(Collectors.toCollection(HashSet::new));
    }

    private void make() throws IOException {
        String password = password();
        Path keystore = directory.resolve("new.p12");
        Files.deleteIfExists(keystore);
        try {
            generate(keystore, password);
            convert(keystore, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("keytool's keystore cannot be read: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(keystore);
        }
    }

    /** By the JDK's own tool: no public API of the JDK makes a certificate, and a library for it would be large. */
    private void generate(Path keystore, String password) throws IOException {
        var keytool = new ProcessBuilder(
                        keytool().toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-sigalg",
                        "SHA256withECDSA",
                        "-dname",
                        "CN=" + names.get(0),
                        "-ext",
                        "san="
                                + names.stream()
                                        .map(SelfSignedCertificate::alternative)
                                        .collect(Collectors.joining(",")),
                        "-validity",
                        Integer.toString(DAYS),
                        "-storetype",
                        "PKCS12",
                        "-storepass:env",
                        "EWS_PHONE_STORE",
                        "-keystore",
                        keystore.toString())
                .redirectErrorStream(true);
        keytool.environment().put("EWS_PHONE_STORE", password);
        Process process = keytool.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitOf(process) != 0) {
            throw new IOException("keytool said " + said.strip());
        }
    }

    private static int exitOf(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Path keytool() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        return List.of("keytool", "keytool.exe").stream()
                .map(bin::resolve)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new SettingException("No certificate can be made, because " + bin
                        + " has no keytool. Give one with tls.certificate and tls.key (PEM files)."));
    }

    private static String alternative(String name) {
        boolean isAddress = name.indexOf(':') >= 0 || Character.isDigit(name.charAt(name.length() - 1));
        return (isAddress ? "ip:" : "dns:") + name;
    }

    /** The key first: a certificate without its key would be noticed and made again. */
    private void convert(Path keystore, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(keystore)) {
            store.load(content, password);
        }
        Key key = Objects.requireNonNull(store.getKey(ALIAS, password));
        write(files.key(), "rw-------", pem("PRIVATE KEY", key.getEncoded()));
        write(
                files.certificate(),
                "rw-r--r--",
                pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
    }

    private void write(Path file, String permissions, String content) throws IOException {
        Path draft = Files.createTempFile(directory, "draft-", ".pem", mode("rw-------"));
        Files.writeString(draft, content);
        if (isPosix()) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(permissions));
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(String label, byte[] encoded) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + label + "-----\n";
    }

    private void createDirectory() throws IOException {
        Files.createDirectories(directory, mode("rwx------"));
        if (isPosix()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private FileAttribute<?>[] mode(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[] {};
    }

    private boolean isPosix() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String password() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }
}
