package org.ewsphone.launcher;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.ewsphone.app.Application;
import org.ewsphone.config.ListenerSettings;
import org.ewsphone.config.Settings;

/** The application and the Tomcat that serves it, started and stopped in the right order. */
final class Server implements AutoCloseable {

    private final EmbeddedTomcat tomcat;
    private final Application application;
    private final CertificateWatch watch;
    private final SpareMemory spareMemory = SpareMemory.start();
    private final Optional<ReadyFile> readyFile;
    private final Optional<Duration> notice;
    private final String welcome;
    private boolean closed;

    private Server(
            EmbeddedTomcat tomcat,
            Application application,
            CertificateWatch watch,
            Optional<ReadyFile> readyFile,
            Optional<Duration> notice,
            String welcome) {
        this.tomcat = tomcat;
        this.application = application;
        this.watch = watch;
        this.readyFile = readyFile;
        this.notice = notice;
        this.welcome = welcome;
    }

    /** Returns once requests are answered. A port that is taken leaves the application unopened. */
    static Server start(Settings settings, Installation installation) {
        return start(settings, installation, Clock.systemUTC());
    }

    static Server start(Settings settings, Installation installation, Clock clock) {
        Optional<ReadyFile> readyFile =
                settings.get(ListenerSettings.READY_FILE).map(ReadyFile::new);
        Optional<Duration> notice = settings.get(ListenerSettings.SHUTDOWN_NOTICE);
        var address = ListenAddress.from(settings);
        PemFiles certificate = ServerCertificate.chosenBy(settings, address, clock);
        EmbeddedTomcat tomcat = EmbeddedTomcat.bound(
                Listeners.from(settings, address, certificate), settings.home(), installation.webFiles());
        try {
            readyFile.ifPresent(ReadyFile::remove);
            Application application = opened(settings, clock, tomcat);
            showCertificate(application, new CertificateCheck(certificate, clock));
            String welcome = new Welcome(
                            tomcat.urls().toList(), certificate.certificate(), Welcome.Who.of(application, settings))
                    .toString();
            var watch = CertificateWatch.start(certificate, tomcat::reloadCertificate);
            return new Server(tomcat, application, watch, readyFile, notice, welcome);
        } catch (RuntimeException e) {
            tomcat.close();
            throw e;
        }
    }

    private static Application opened(Settings settings, Clock clock, EmbeddedTomcat tomcat) {
        Application application = Application.open(settings, clock);
        try {
            tomcat.serve(application::mount);
            if (application.keepsCallsElsewhere()) {
                tomcat.threads().expectWaiting();
            }
            showThreads(application, tomcat);
            return application;
        } catch (RuntimeException e) {
            application.close();
            throw e;
        }
    }

    private static void showCertificate(Application application, CertificateCheck certificate) {
        application.check(certificate);
        application.gauge(
                "ews_phone_certificate_expiry_timestamp_seconds",
                "When the certificate expires, in seconds since 1970.",
                certificate::expiry);
    }

    private static void showThreads(Application application, EmbeddedTomcat tomcat) {
        application.gauge(
                "ews_phone_http_threads", "Threads that answer requests, idle or not.", tomcat.threads()::count);
        application.gauge(
                "ews_phone_http_threads_busy", "Threads that are answering requests now.", tomcat.threads()::busy);
        application.gauge(
                "ews_phone_http_threads_max", "Threads that may answer requests at once.", tomcat.threads()::most);
    }

    /** What the operator wants to know now. */
    String welcome() {
        return welcome;
    }

    /** Tells whoever waits for the ready file. */
    synchronized void announce() {
        if (!closed) {
            readyFile.ifPresent(file -> file.write(tomcat.urls().toList()));
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        readyFile.ifPresent(ReadyFile::remove);
        application.giveNotice();
        notice.ifPresent(Server::await);
        application.drain();
        watch.close();
        spareMemory.close();
        tomcat.close();
        application.close();
    }

    private static void await(Duration notice) {
        try {
            Thread.sleep(notice.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
