package org.ewsphone.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where {@code java -jar} listens. In a servlet container these settings have no effect. */
public final class ListenerSettings {

    /** The address to listen at. */
    public static final Setting<String> BIND =
            Setting.text("bind", "127.0.0.1", "The address to listen at; 0.0.0.0 listens at all of them.");

    /** The port for HTTPS. */
    public static final Setting<Integer> HTTPS_PORT =
            Setting.number("https-port", 8443, 0, 65535, "The port for HTTPS; 0 takes a free one.");

    /** The port for plain HTTP. */
    public static final Setting<Optional<Integer>> HTTP_PORT = Setting.optional(
            "http-port",
            "A port for plain HTTP as well; 0 takes a free one. Passwords cross it in the clear.",
            Setting.number("http-port", 8080, 0, 65535, "")::read);

    /** How long the head of a request may take. */
    public static final Setting<Duration> HEAD_TIME = Setting.duration(
            "http.head-time", "10s", "How long the request line and the headers of a request may take to arrive.");

    /** How many heads may be on their way. */
    public static final Setting<Integer> WAITING_HEADS = Setting.number(
            "http.waiting-heads",
            128,
            1,
            100_000,
            "Requests whose head may be on its way at the same time. When there are more, the connections of those that have"
                    + " taken the longest, and more than a second, are closed.");

    /** How many connections there may be. */
    public static final Setting<Optional<Integer>> MAX_CONNECTIONS = Setting.optional(
            "http.max-connections",
            "Connections of clients at the same time, at most; others wait. Unless it is set, as many as half of the heap has"
                    + " room for, and 8192 at the most.",
            Setting.number("http.max-connections", 8192, 1, 1_000_000, "")::read);

    /** The file that tells that the server is ready. */
    public static final Setting<Optional<Path>> READY_FILE = Setting.optionalPath(
            "ready-file", "A file that is written once the server answers: its URLs, one a line, HTTPS first.");

    /** The certificate chain. */
    public static final Setting<Optional<Path>> TLS_CERTIFICATE = Setting.optionalPath(
            "tls.certificate",
            "The certificate chain for HTTPS, a PEM file. Without it a self-signed one is made in the home directory.");

    /** The private key. */
    public static final Setting<Optional<Path>> TLS_KEY =
            Setting.optionalPath("tls.key", "The private key of tls.certificate, a PEM file (PKCS #8, not encrypted).");

    /** Whether clients show a certificate. */
    public static final Setting<ClientCertificates> TLS_CLIENT_CERTIFICATES = Setting.choice(
            "tls.client-certificates",
            ClientCertificates.NONE,
            "Whether clients show a certificate: none, wanted or required. With auth=container it tells the user.");

    /** Whose client certificates count. */
    public static final Setting<Optional<Path>> TLS_CLIENT_CA = Setting.optionalPath(
            "tls.client-ca", "The certificates of the authorities whose client certificates count, a PEM file.");

    /** How long the end is announced. */
    public static final Setting<Optional<Duration>> SHUTDOWN_NOTICE = Setting.optional(
            "shutdown.notice",
            "How long the server, told to end, does all as before except that it says that it is not ready, so that"
                    + " load balancers choose another.",
            Setting.duration("shutdown.notice", "10s", "")::read);

    /** How the log is written. */
    public static final Setting<LogFormat> LOG_FORMAT = Setting.choice(
            "log.format",
            LogFormat.TEXT,
            "How java -jar writes its log to standard error: text, a line for people, or json, an object for each"
                    + " line.");

    private ListenerSettings() {}

    /** How a line of the log looks. */
    public enum LogFormat {
        /** For people. */
        TEXT,
        /** For programs. */
        JSON
    }

    /** All of them. */
    public static List<Setting<?>> all() {
        return List.of(
                BIND,
                HTTPS_PORT,
                HTTP_PORT,
                HEAD_TIME,
                WAITING_HEADS,
                MAX_CONNECTIONS,
                READY_FILE,
                TLS_CERTIFICATE,
                TLS_KEY,
                TLS_CLIENT_CERTIFICATES,
                TLS_CLIENT_CA,
                SHUTDOWN_NOTICE,
                LOG_FORMAT);
    }

    /** Whether a client shows who it is when the connection is made. */
    public enum ClientCertificates {
        /** It is not asked. */
        NONE,
        /** It may. */
        WANTED,
        /** Without a good one there is no connection. */
        REQUIRED
    }
}
