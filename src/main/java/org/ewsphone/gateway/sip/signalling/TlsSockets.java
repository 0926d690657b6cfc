package org.ewsphone.gateway.sip.signalling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Connections by TLS 1.2 or 1.3 to peers whose certificate is trusted and names the host that was meant (RFC 5922). There
 * is nothing to connect to here: others use the connection that we made.
 */
final class TlsSockets implements Sockets {

    private final SSLContext trust;

    TlsSockets(SSLContext trust) {
        this.trust = trust;
    }

    @Override
    public Protocol protocol() {
        return Protocol.TLS;
    }

    @Override
    public Socket connect(InetAddress from, InetSocketAddress to, int millis) throws IOException {
        Socket plain = Sockets.open(from, to, millis);
        try {
            var socket =
                    (SSLSocket) trust.getSocketFactory().createSocket(plain, to.getHostString(), to.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(millis);
            socket.startHandshake();
            socket.setSoTimeout(0);
            return socket;
        } catch (IOException e) {
            Sockets.closeQuietly(plain);
            throw e;
        }
    }

    @Override
    public Optional<ServerSocket> listen(InetSocketAddress bind) {
        return Optional.empty();
    }
}
