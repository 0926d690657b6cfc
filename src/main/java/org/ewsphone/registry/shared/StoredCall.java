package org.ewsphone.registry.shared;

import java.time.Instant;
import org.ewsphone.call.PhoneCall;

/**
 * A call as it was read.
 *
 * @param call the call
 * @param version counts its changes
 * @param now when it was read, by the clock of the store
 */
public record StoredCall(PhoneCall call, long version, Instant now) {}
