package org.ewsphone.call;

import java.time.Duration;

/**
 * How long things may take, and how many calls there may be.
 *
 * @param ringTime how long a telephone may ring
 * @param talkTime how long an answered call may last
 * @param hangUpTime how long the hanging up of a call may take before somebody else may try
 * @param live how many calls may be up at once
 */
public record CallLimits(Duration ringTime, Duration talkTime, Duration hangUpTime, LiveLimits live) {

    /** What no call outlasts: ringing, talking and being hung up take their whole time. */
    Duration longestCall() {
        return ringTime.plus(talkTime).plus(hangUpTime);
    }
}
