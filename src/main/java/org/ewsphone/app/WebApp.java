package org.ewsphone.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import org.ewsphone.config.ConfigOfTheServer;
import org.ewsphone.config.PrivateFile;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Through which a servlet container starts and stops the server; web.xml names it. */
public final class WebApp implements ServletContextListener {

    private static final Logger LOG = LoggerFactory.getLogger(WebApp.class);

    private @Nullable Application application;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        try {
            Settings settings = Settings.read(Map.of(), parametersOf(context));
            var started = Application.open(settings, Clock.systemUTC());
            started.mount(context);
            started.newUser().ifPresent(user -> keepForTheOperator(user, settings.home()));
            application = started;
        } catch (SettingException e) {
            LOG.error("ews-phone does not start: {}", e.getMessage());
            throw e;
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (application != null) {
            application.close();
        }
        ConfigOfTheServer.release();
        Traces.remove();
    }

    /** A container has no terminal to show a password on, and a log is no place for it. */
    private static void keepForTheOperator(Application.NewUser user, Path home) {
        Path file = home.resolve("initial-password");
        try {
            PrivateFile.write(file, user.name() + ":" + user.password() + "\n");
            LOG.info(
                    "There was no user, so {} was made; the password is in {}, to be read and removed",
                    user.name(),
                    file);
        } catch (IOException e) {
            throw new SettingException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> parametersOf(ServletContext context) {
        return Collections.list(context.getInitParameterNames()).stream()
                .collect(Collectors.toMap(name -> name, context::getInitParameter));
    }
}
