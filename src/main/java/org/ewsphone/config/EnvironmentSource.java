package org.ewsphone.config;

import io.smallrye.config.EnvConfigSource;
import java.util.Map;

/** The environment, with a name that people understand in a message. */
final class EnvironmentSource extends EnvConfigSource {

    private static final long serialVersionUID = 1L;

    EnvironmentSource(Map<String, String> variables) {
        super(variables, 300);
    }

    @Override
    public String getName() {
        return "the environment";
    }
}
