package org.ewsphone.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Which servers are taken for what they say they are. */
public final class Trust {

    private final SSLContext context;
    private final boolean asksForName;

    private Trust(SSLContext context, boolean asksForName) {
        this.context = context;
        this.asksForName = asksForName;
    }

    /** Those that the Java platform trusts. */
    public static Trust ofPlatform() {
        try {
            return new Trust(SSLContext.getDefault(), true);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    /** Those with the certificates of a PEM file, or certified by them. */
    public static Trust of(Path pem) throws IOException {
        try (InputStream content = Files.newInputStream(pem)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                trusted.setCertificateEntry("certificate-" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("it holds no certificate");
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return new Trust(context(factory.getTrustManagers()), true);
        } catch (GeneralSecurityException e) {
            throw new IOException("it holds no certificate that can be read", e);
        }
    }

    /** All of them. */
    public static Trust inEverybody() {
        try {
            return new Trust(context(new TrustManager[] {new Everybody()}), false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    /** The same connection with TLS. Only HTTP/1.1 is offered, for everything here is about it. */
    public SSLSocket secure(Socket plain, String host, int port) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        if (asksForName) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** The same for a client of the JDK. */
    public HttpClient.Builder applyTo(HttpClient.Builder client) {
        return client.sslContext(context);
    }

    /** The same for a connection of the JDK. */
    public void applyTo(HttpsURLConnection connection) {
        connection.setSSLSocketFactory(context.getSocketFactory());
        if (!asksForName) {
            connection.setHostnameVerifier((name, session) -> true);
        }
    }

    /** For a server under test, when asked for on the command line, and for one that is told nothing. */
    private static final class Everybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
