package org.ewsphone.stores;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ewsphone.ScratchDirectory;

/**
 * A PostgreSQL whose processes are ours. The embedded one makes its database and has its programs; but it runs without
 * fsync and commits before it has written, so that it would lose what it acknowledged.
 */
public final class PostgresStore implements SharedStore {

    private static final Duration STARTUP = Duration.ofMinutes(1);

    private final Path directory;
    private final List<String> command;
    private final String url;
    private Process postmaster;

    private PostgresStore(Path directory, Path programs) throws IOException {
        this.directory = directory;
        int port = freePort();
        command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // As root it does not run
        }
        command.addAll(List.of(programs.resolve("postgres").toString(), "-D", data().toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "full_page_writes=on",
                "synchronous_commit=on",
                "max_connections=60",
                "restart_after_crash=off",
                "log_line_prefix=%m [%p] ")) {
            command.addAll(List.of("-c", setting));
        }
        url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        postmaster = process();
        Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
        awaitAnswer();
    }

    /** A new one, which answers when this returns. */
    public static PostgresStore start() throws IOException {
        Path directory = Files.createTempDirectory("cluster-store-");
        return new PostgresStore(directory, programs(directory.resolve("data")));
    }

    /** Lets the embedded one make the database, and returns where its programs are. */
    private static Path programs(Path data) throws IOException {
        EmbeddedPostgres embedded = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(STARTUP)
                .start();
        try {
            String options = Files.readString(data.resolve("postmaster.opts"));
            Path program = Path.of(options.substring(0, options.indexOf(' ')));
            return program.resolveSibling("");
        } finally {
            embedded.close();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Process process() throws IOException {
        File log = directory.resolve("log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private void awaitAnswer() throws IOException {
        Awaiting.until("PostgreSQL answers", this::isUp, () -> Files.readString(directory.resolve("log")));
    }

    private boolean isUp() throws IOException {
        if (!postmaster.isAlive()) {
            throw new IOException("PostgreSQL ended: " + Files.readString(directory.resolve("log")));
        }
        try {
            return number("select 1") == 1;
        } catch (SQLException e) {
            return false; // Not yet
        }
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "registry",
                "jdbc",
                "registry.jdbc.url",
                url,
                "registry.jdbc.user",
                "postgres",
                "registry.jdbc.password",
                "unused",
                "registry.jdbc.retention",
                "1h");
    }

    @Override
    public void kill() throws IOException {
        List<ProcessHandle> others = killAll();
        Awaiting.until(
                "the processes of PostgreSQL are gone",
                () -> !postmaster.isAlive() && others.stream().noneMatch(ProcessHandle::isAlive),
                () -> "");
    }

    /** The postmaster at first, so that it begins no others. */
    private List<ProcessHandle> killAll() {
        List<ProcessHandle> others = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
        return others;
    }

    @Override
    public void startAgain() throws IOException {
        postmaster = process();
        awaitAnswer();
    }

    @Override
    public int connections() throws IOException {
        try {
            return number("select count(*) from pg_stat_activity where backend_type = 'client backend'") - 1;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private int number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "unused");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    @Override
    public void close() throws IOException {
        postmaster.destroy();
        Awaiting.until("PostgreSQL ends", () -> !postmaster.isAlive(), () -> "");
        ScratchDirectory.delete(directory);
    }
}
