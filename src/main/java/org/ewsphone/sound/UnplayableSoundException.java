package org.ewsphone.sound;

import java.io.IOException;

/** A file has no sound that a telephone could be given. The message says what it has instead, and what would do. */
public final class UnplayableSoundException extends IOException {

    private static final long serialVersionUID = 1L;

    UnplayableSoundException(String message) {
        super(message);
    }
}
