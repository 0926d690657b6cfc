package org.ewsphone.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.ewsphone.config.ListenerSettings;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;

/**
 * Whether clients show a certificate, and whose certificates count.
 *
 * @param trusted the authorities; nothing when clients are not asked
 */
record ClientCertificates(ListenerSettings.ClientCertificates asked, Optional<KeyStore> trusted) {

    /** Throws {@link SettingException} when the authorities are missing or cannot be read. */
    static ClientCertificates from(Settings settings) {
        ListenerSettings.ClientCertificates asked = settings.get(ListenerSettings.TLS_CLIENT_CERTIFICATES);
        Optional<Path> authorities = settings.get(ListenerSettings.TLS_CLIENT_CA);
        boolean wanted = asked != ListenerSettings.ClientCertificates.NONE;
        if (wanted && authorities.isEmpty()) {
            throw new SettingException("The setting tls.client-certificates is \""
                    + settings.shown(ListenerSettings.TLS_CLIENT_CERTIFICATES)
                    + "\", but tls.client-ca does not say whose certificates count.");
        }
        if (!wanted && authorities.isPresent()) {
            throw new SettingException("The setting tls.client-ca is \"" + authorities.get()
                    + "\", but tls.client-certificates does not say whether they are wanted or required.");
        }
        return new ClientCertificates(asked, authorities.map(file -> trusted(file, settings)));
    }

    private static KeyStore trusted(Path file, Settings settings) {
        try (InputStream content = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            if (store.size() == 0) {
                throw new GeneralSecurityException("it holds no certificate");
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new SettingException(
                    "The setting tls.client-ca is \"" + file + "\" (from "
                            + settings.origin(ListenerSettings.TLS_CLIENT_CA)
                            + "), but it must be a file with certificates in PEM that this user may read.",
                    e);
        }
    }

    /** Whether clients are asked at all. */
    boolean isAsked() {
        return trusted.isPresent();
    }

    void applyTo(SSLHostConfig tls) {
        trusted.ifPresent(tls::setTrustStore);
        tls.setCertificateVerification(
                switch (asked) {
                    case NONE -> "none";
                    case WANTED -> "optional";
                    case REQUIRED -> "required";
                });
    }
}
