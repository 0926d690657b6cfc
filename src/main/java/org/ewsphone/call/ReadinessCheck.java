package org.ewsphone.call;

import java.util.function.Supplier;

/** Something that the server depends on, and whether it serves now. */
public interface ReadinessCheck {

    /** One word for operators, as {@code registry}; no two checks of a server have the same. */
    String name();

    /**
     * How it is now. Answers within a few seconds, on whichever thread asks. Throws {@link CallException} as well when it
     * is not ready.
     */
    Readiness look();

    /** A check of this name, which looks like this. */
    static ReadinessCheck of(String name, Supplier<Readiness> look) {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Readiness look() {
                return look.get();
            }
        };
    }
}
