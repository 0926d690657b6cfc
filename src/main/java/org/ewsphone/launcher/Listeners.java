package org.ewsphone.launcher;

import java.net.BindException;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.ewsphone.config.ListenerSettings;
import org.ewsphone.config.Settings;

/** The ports of the server: HTTPS always, plain HTTP when asked for. */
final class Listeners {

    /** For TLS 1.2: those that Mozilla calls intermediate, without the old key exchange. All of TLS 1.3 are good. */
    private static final String CIPHERS = String.join(
            ":",
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-CHACHA20-POLY1305",
            "ECDHE-RSA-CHACHA20-POLY1305");

    private static final int MOST_CONNECTIONS = 8192;

    /** What a connection takes of the heap while its request is on the way: most of it buffers, half of them for TLS. */
    private static final long CONNECTION_BYTES = 160_000;

    private final ListenAddress address;
    private final List<Connector> connectors;
    private final boolean asksClients;

    private Listeners(ListenAddress address, List<Connector> connectors, boolean asksClients) {
        this.address = address;
        this.connectors = connectors;
        this.asksClients = asksClients;
    }

    /** As the settings ask for. */
    static Listeners from(Settings settings, ListenAddress address, PemFiles certificate) {
        var clients = ClientCertificates.from(settings);
        Connector https = https(address, settings, certificate, clients);
        Optional<Connector> http =
                settings.get(ListenerSettings.HTTP_PORT).map(port -> connector(address, port, settings));
        return new Listeners(
                address, Stream.concat(Stream.of(https), http.stream()).toList(), clients.isAsked());
    }

    /** HTTPS first. */
    List<Connector> connectors() {
        return connectors;
    }

    /** Whether clients may show a certificate. */
    boolean askClients() {
        return asksClients;
    }

    /** Reads certificate and key again, for the connections that are made from now on. */
    void reloadCertificate() {
        var https = (BoundedHeadProtocol) connectors.get(0).getProtocolHandler();
        https.reloadSslHostConfigs();
    }

    /** Where they answer, HTTPS first; the ports are known once they are bound. */
    Stream<URI> urls(String path) {
        return connectors.stream().map(connector -> address.url(connector.getScheme(), connector.getLocalPort(), path));
    }

    /** Takes the port of one of them; throws {@link CannotListenException} when it cannot. */
    void bind(Connector connector) {
        try {
            connector.init();
        } catch (LifecycleException e) {
            throw failure(connector, e);
        }
    }

    private RuntimeException failure(Connector connector, LifecycleException failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SocketException)) {
            cause = cause.getCause();
        }
        if (cause == null) {
            return new IllegalStateException("The connector for " + connector.getScheme() + " did not start", failure);
        }
        return new CannotListenException(complaint(connector, cause), failure);
    }

    private String complaint(Connector connector, Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        if (cause instanceof BindException && reason.contains("assign")) {
            return "The address " + address.name() + " is not one of this machine. Choose another with --bind ADDR.";
        }
        String at = "port " + connector.getPort() + " at " + address.name();
        String problem = cause instanceof BindException && reason.contains("in use")
                ? "The " + at + " is taken."
                : "Cannot listen at " + at + ": " + reason + ".";
        return problem + " Choose another port with --" + connector.getScheme() + "-port N; 0 takes a free one.";
    }

    private static int roomForConnections() {
        long room = Runtime.getRuntime().maxMemory() / 2 / CONNECTION_BYTES;
        return (int) Math.max(1, Math.min(room, MOST_CONNECTIONS));
    }

    private static Connector https(
            ListenAddress address, Settings settings, PemFiles files, ClientCertificates clients) {
        Connector connector = connector(address, settings.get(ListenerSettings.HTTPS_PORT), settings);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        var tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        tls.setCiphers(CIPHERS);
        var certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateFile(files.certificate().toString());
        certificate.setCertificateKeyFile(files.key().toString());
        tls.addCertificate(certificate);
        clients.applyTo(tls);
        connector.addSslHostConfig(tls);
        return connector;
    }

    private static Connector connector(ListenAddress address, int port, Settings settings) {
        var connector = new Connector(new BoundedHeadProtocol(
                settings.get(ListenerSettings.HEAD_TIME), settings.get(ListenerSettings.WAITING_HEADS)));
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        connector.setXpoweredBy(false);
        // Nobody here answers TRACE with more than a refusal, and with one of ours rather than Tomcat's
        connector.setAllowTrace(true);
        connector.setURIEncoding("UTF-8");
        connector.setProperty("address", address.address().getHostAddress());
        int most = settings.get(ListenerSettings.MAX_CONNECTIONS).orElseGet(Listeners::roomForConnections);
        connector.setProperty("maxConnections", String.valueOf(most));
        connector.setProperty("connectionTimeout", "20000");
        connector.setProperty("keepAliveTimeout", "60000");
        // A client may keep its connection for as long as it speaks
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("maxHttpHeaderSize", "16384");
        connector.setProperty("maxHttpResponseHeaderSize", "4096");
        // What a burst needed is not kept for the next one
        connector.setProperty("processorCache", "64");
        // Enough for a request that is too large to be read to its end, and so to be answered
        connector.setProperty("maxSwallowSize", "2097152");
        connector.setProperty("rejectIllegalHeader", "true");
        connector.setProperty("useSendfile", "false");
        return connector;
    }
}
