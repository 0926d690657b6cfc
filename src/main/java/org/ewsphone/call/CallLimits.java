package org.ewsphone.call;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param ringTime how long a telephone may ring
 * @param talkTime how long an answered call may last
 * @param hangUpTime how long the hanging up of a call may take before somebody else may try
 */
public record CallLimits(Duration ringTime, Duration talkTime, Duration hangUpTime) {}
