package org.ewsphone.gateway.sip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.ewsphone.config.SettingException;

/** Whom we believe that they are who they say. */
final class TrustedPeers {

    private TrustedPeers() {}

    /** Trust in what the certificates of this file have signed, or in what the JVM trusts. */
    static SSLContext in(Optional<Path> file) {
        try {
            return file.isEmpty() ? SSLContext.getDefault() : trusting(file.get());
        } catch (IOException | GeneralSecurityException e) {
            throw new SettingException(
                    "The setting gateway.sip.tls.trust names "
                            + file.map(Path::toString).orElse("nothing") + ", which cannot be read as certificates: "
                            + e.getMessage() + ". It must be a PEM file.",
                    e);
        }
    }

    private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
            }
        }
        if (trusted.size() == 0) {
            throw new GeneralSecurityException("there is none");
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
