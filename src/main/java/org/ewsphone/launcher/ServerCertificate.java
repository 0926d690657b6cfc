package org.ewsphone.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import org.ewsphone.config.ListenerSettings;
import org.ewsphone.config.Setting;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.jspecify.annotations.Nullable;

/** Decides which certificate the server shows: the operator's, or one made here. */
final class ServerCertificate {

    private ServerCertificate() {}

    /** The files to serve with; throws {@link SettingException} when the operator's cannot be used. */
    static PemFiles chosenBy(Settings settings, ListenAddress address, Clock clock) {
        Optional<Path> certificate = settings.get(ListenerSettings.TLS_CERTIFICATE);
        Optional<Path> key = settings.get(ListenerSettings.TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw new SettingException("tls.certificate and tls.key belong together, but only one of them is set.");
        }
        return certificate
                .map(chain -> checked(
                        settings,
                        new PemFiles(chain.toAbsolutePath(), key.orElseThrow().toAbsolutePath())))
                .orElseGet(() ->
                        new SelfSignedCertificate(settings.home().resolve("tls"), address.names(), clock).files());
    }

    private static PemFiles checked(Settings settings, PemFiles files) {
        readable(settings, ListenerSettings.TLS_CERTIFICATE, files.certificate());
        readable(settings, ListenerSettings.TLS_KEY, files.key());
        try {
            files.read();
        } catch (IOException | GeneralSecurityException e) {
            throw refused(settings, ListenerSettings.TLS_CERTIFICATE, "it must be a certificate in PEM", e);
        }
        try {
            if (files.belongTogether()) {
                return files;
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw refused(
                    settings,
                    ListenerSettings.TLS_KEY,
                    "it must be the private key of tls.certificate in PEM (PKCS #8, not encrypted)",
                    e);
        }
        throw refused(settings, ListenerSettings.TLS_KEY, "it is not the private key of tls.certificate", null);
    }

    private static void readable(Settings settings, Setting<?> setting, Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw refused(settings, setting, "this user cannot read such a file", null);
        }
    }

    private static SettingException refused(
            Settings settings, Setting<?> setting, String reason, @Nullable Exception cause) {
        String message = "The setting " + setting.name() + " is \"" + settings.shown(setting) + "\" (from "
                + settings.origin(setting) + "), but " + reason + ".";
        return cause == null ? new SettingException(message) : new SettingException(message, cause);
    }
}
