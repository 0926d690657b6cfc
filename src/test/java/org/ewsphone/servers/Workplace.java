package org.ewsphone.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Where one server works: a directory of its own, the JDK that runs it, and the home directory of the application.
 *
 * @param directory gone after the test
 * @param javaHome the JDK
 */
record Workplace(Path directory, Path javaHome) {

    static final String STORE_PASSWORD = "changeit";

    /** What the operator says to the application, by the environment of the server. */
    Map<String, String> environment() {
        return Map.of("JAVA_HOME", javaHome.toString(), "EWS_PHONE_HOME", home().toString());
    }

    /** The home directory of the application. */
    Path home() {
        return directory.resolve("home");
    }

    /** Settings and users of the application. */
    void furnish(String settings, String users) throws IOException {
        Files.createDirectories(home());
        Files.writeString(home().resolve("ews-phone.properties"), settings);
        Files.writeString(home().resolve("users"), users);
    }

    /** A WAR that does nothing. */
    Path emptyWar() throws IOException {
        Path war = directory.resolve("empty.war");
        try (var archive = new ZipOutputStream(Files.newOutputStream(war))) {
            archive.putNextEntry(new ZipEntry("WEB-INF/"));
        }
        return war;
    }

    /** A certificate for this machine in a key store, made anew under this alias; as a PEM file as well. */
    Path certify(Path keyStore, String alias) throws IOException {
        List<String> store =
                List.of("-keystore", keyStore.toString(), "-storepass", STORE_PASSWORD, "-alias", alias, "-noprompt");
        if (Files.exists(keyStore)) {
            keytool(store, "-delete");
        }
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keypass",
                STORE_PASSWORD);
        Path pem = directory.resolve("certificate.pem");
        keytool(store, "-exportcert", "-rfc", "-file", pem.toString());
        return pem;
    }

    private void keytool(List<String> store, String... words) throws IOException {
        List<String> command = Commands.command(store, words);
        Commands.run(
                directory,
                Map.of(),
                Commands.command(command, javaHome.resolve("bin/keytool").toString()));
    }

    /** A port that nobody listens at. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
