package org.ewsphone.telephones;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Somebody with a certificate of their own making.
 *
 * @param certificate it, as PEM
 * @param both it and its key, as PEM
 * @param context TLS in that name
 */
record Certified(Path certificate, Path both, SSLContext context) {

    private static final String PASSWORD = "changeit";

    /** Under this name, for these hosts, as {@code dns:localhost,ip:127.0.0.1}. */
    static Certified as(Path directory, String name, String hosts)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve(name + ".p12");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=" + hosts);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            keys.load(content, PASSWORD.toCharArray());
        }
        String alias = keys.aliases().nextElement();
        String certificate = pem("CERTIFICATE", keys.getCertificate(alias).getEncoded());
        String key = pem(
                "PRIVATE KEY",
                Objects.requireNonNull(keys.getKey(alias, PASSWORD.toCharArray()))
                        .getEncoded());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new Certified(
                Files.writeString(directory.resolve(name + ".pem"), certificate),
                Files.writeString(directory.resolve(name + "-both.pem"), key + certificate),
                context);
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = Stream.concat(
                        Stream.of(keytool.toString(), "-keystore", store.toString(), "-storepass", PASSWORD),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static String pem(String label, byte[] encoded) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + label + "-----\n";
    }
}
