package org.ewsphone.config;

import io.smallrye.config.common.MapBackedConfigSource;
import java.util.Map;

/** A place that settings come from, with a name that people understand in a message. */
final class NamedSource extends MapBackedConfigSource {

    private static final long serialVersionUID = 1L;

    NamedSource(String name, Map<String, String> values, int ordinal) {
        super(name, values, ordinal);
    }
}
