package org.ewsphone.gateway.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time of a simulated network: what is to happen later happens on it. A test can hold it still. */
public interface Timeline extends AutoCloseable {

    /** A timeline that runs as the world does, on one daemon thread until it is closed. */
    static Timeline real(Clock clock) {
        return new RealTime(clock);
    }

    /** What time it is. */
    Instant now();

    /** Runs the step once this much time has passed; never after the timeline is closed. */
    Alarm after(Duration time, Runnable step);

    /** Returns when this much time has passed, or earlier when the timeline is closed. */
    void pass(Duration time) throws InterruptedException;

    /** Nothing happens on the timeline any more. */
    @Override
    void close();

    /** Something that will happen. */
    @FunctionalInterface
    interface Alarm {

        /** It will not happen, unless it has happened or just does. */
        void cancel();
    }
}
