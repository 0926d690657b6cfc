package org.ewsphone.call;

import java.time.Duration;

/**
 * A call that a gateway is asked to place.
 *
 * @param id the name of the call
 * @param destination where it goes
 * @param message what is played once somebody answers
 * @param ringTime how long it may ring before the gateway gives up
 * @param talkTime how long it may last once answered
 */
public record OutboundCall(
        PhoneCallId id, Destination destination, VoiceMessage message, Duration ringTime, Duration talkTime) {}
