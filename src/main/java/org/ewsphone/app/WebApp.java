package org.ewsphone.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
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
            var started = Application.open(Settings.read(Map.of(), parametersOf(context)), Clock.systemUTC());
            started.mount(context);
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
    }

    private static Map<String, String> parametersOf(ServletContext context) {
        return Collections.list(context.getInitParameterNames()).stream()
                .collect(Collectors.toMap(name -> name, context::getInitParameter));
    }
}
