package org.ewsphone.spi;

import java.util.List;
import org.ewsphone.config.Setting;

/** Something that can be chosen by name in the settings. Has a public constructor without parameters that does nothing. */
public interface Plugin {

    /** The name by which it is chosen, in small letters. */
    String name();

    /** The settings it reads; their names begin with the kind of plug-in and its name. */
    default List<Setting<?>> settings() {
        return List.of();
    }
}
