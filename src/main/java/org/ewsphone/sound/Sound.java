package org.ewsphone.sound;

import java.nio.ShortBuffer;
import java.time.Duration;

/** Sound as a telephone carries it: one channel of linear samples with 16 bits, {@value #RATE} of them in a second. */
public final class Sound {

    /** Samples in a second. */
    public static final int RATE = 8000;

    private final ShortBuffer samples;

    /** The sound of these samples, which nobody changes any more. */
    Sound(short[] samples) {
        this.samples = ShortBuffer.wrap(samples).asReadOnlyBuffer();
    }

    /** All samples, from the first to the last; each call returns a buffer of its own, which cannot be written. */
    public ShortBuffer samples() {
        return samples.duplicate();
    }

    /** How long it lasts. */
    public Duration duration() {
        return Duration.ofSeconds(samples.limit()).dividedBy(RATE);
    }
}
