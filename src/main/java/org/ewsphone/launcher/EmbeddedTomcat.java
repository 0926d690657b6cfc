package org.ewsphone.launcher;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardWrapper;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;

/** One servlet context in a Tomcat of our own: bound first, so that a taken port is known before anything is opened. */
final class EmbeddedTomcat implements AutoCloseable {

    static final String ENDPOINT = "/EWS/Exchange.asmx";

    private static final Duration LAST_REQUESTS = Duration.ofSeconds(5);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final Tomcat tomcat = new Tomcat();
    private final Listeners listeners;
    private final RequestThreads threads = new RequestThreads();
    private final StandardContext context;
    private @Nullable RuntimeException refusal;

    private EmbeddedTomcat(Listeners listeners, Path home, Optional<Path> webFiles) {
        this.listeners = listeners;
        // Nobody reads the beans, and each costs time to register
        Registry.disableRegistry();
        tomcat.setBaseDir(home.toString());
        var errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        tomcat.getHost().getPipeline().addValve(errors);
        if (listeners.askClients()) {
            tomcat.getHost().getPipeline().addValve(new CertificateIdentity());
        }
        context = context(home.resolve("work"), webFiles);
    }

    /** Takes the ports; throws {@link CannotListenException} when it cannot. */
    static EmbeddedTomcat bound(Listeners listeners, Path home, Optional<Path> webFiles) {
        var tomcat = new EmbeddedTomcat(listeners, home, webFiles);
        try {
            tomcat.bind();
            return tomcat;
        } catch (RuntimeException e) {
            tomcat.close();
            throw e;
        }
    }

    /** Not through the service, which would log a taken port and go on without it. */
    private void bind() {
        try {
            tomcat.init();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat did not start", e);
        }
        for (Connector connector : listeners.connectors()) {
            connector.setService(tomcat.getService());
            connector.getProtocolHandler().setExecutor(threads);
            listeners.bind(connector);
            connector.getProtocolHandler().setAdapter(new Reception(connector));
        }
    }

    /** Serves what is mounted, and returns once requests are answered. */
    void serve(Consumer<ServletContext> mount) {
        context.addServletContainerInitializer((classes, servletContext) -> mount(mount, servletContext), Set.of());
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat did not start", e);
        }
        if (refusal != null) {
            throw refusal;
        }
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("The servlet context did not start");
        }
        listeners.connectors().forEach(tomcat.getService()::addConnector);
    }

    /** The endpoint's URLs, HTTPS first. */
    Stream<URI> urls() {
        return listeners.urls(ENDPOINT);
    }

    /** Shows the certificate that is on the disk now. */
    void reloadCertificate() {
        listeners.reloadCertificate();
    }

    /** Those that answer the requests of all listeners. */
    RequestThreads threads() {
        return threads;
    }

    /** Takes no more connections, waits a little for the requests under way, and ends. */
    @Override
    public void close() {
        try {
            if (context.getState().isAvailable()) {
                listeners.connectors().forEach(Connector::pause);
                awaitLastRequests();
            }
            if (tomcat.getServer().getState() != LifecycleState.INITIALIZED) {
                tomcat.stop();
            }
            tomcat.destroy();
            for (Connector connector : listeners.connectors()) {
                if (connector.getState() == LifecycleState.INITIALIZED) {
                    connector.destroy();
                }
            }
            threads.close();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat did not stop", e);
        }
    }

    private StandardContext context(Path work, Optional<Path> webFiles) {
        var made = (StandardContext)
                tomcat.addContext("/EWS", webFiles.map(Path::toString).orElse(null));
        made.setWorkDir(work.toString());
        made.setParentClassLoader(EmbeddedTomcat.class.getClassLoader());
        var loader = new WebappLoader();
        loader.setDelegate(true);
        made.setLoader(loader);
        made.setFailCtxIfServletStartFails(true);
        // The process ends with the context: nothing can leak
        made.setClearReferencesRmiTargets(false);
        made.setClearReferencesObjectStreamClassCaches(false);
        made.setClearReferencesThreadLocals(false);
        var sessions = new StandardManager();
        sessions.setPathname(null);
        made.setManager(sessions);
        made.addWelcomeFile("index.html");
        Tomcat.addDefaultMimeTypeMappings(made);
        return made;
    }

    /** As every container does for what no other servlet takes. */
    private static void serveFiles(ServletContext servletContext) {
        var files = servletContext.addServlet("default", new Files());
        files.setInitParameters(Map.of("listings", "false", "showServerInfo", "false"));
        files.addMapping("/");
    }

    /** Tomcat would log what goes wrong here several times over; the operator shall see the reason alone. */
    private void mount(Consumer<ServletContext> mount, ServletContext servletContext) {
        serveFiles(servletContext);
        try {
            mount.accept(servletContext);
        } catch (RuntimeException e) {
            refusal = e;
        }
    }

    private void awaitLastRequests() {
        long end = System.nanoTime() + LAST_REQUESTS.toNanos();
        try {
            while (isBusy() && System.nanoTime() < end) {
                Thread.sleep(GLANCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBusy() {
        return context.getInProgressAsyncCount() > 0
                || Stream.of(context.findChildren())
                        .map(StandardWrapper.class::cast)
                        .anyMatch(wrapper -> wrapper.getCountAllocated() > 0);
    }

    /** Tomcat's, less its answer to TRACE. */
    private static final class Files extends DefaultServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doTrace(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }
}
