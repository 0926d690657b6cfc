package org.ewsphone.call;

import java.util.List;

/**
 * What became of the calls that were up when the server ended.
 *
 * @param hungUp those that were ended
 * @param left those that stay up, be it that nobody wanted them to end, that the network refused, or that time was over
 */
public record Farewell(List<PhoneCallId> hungUp, List<PhoneCallId> left) {

    public Farewell {
        hungUp = List.copyOf(hungUp);
        left = List.copyOf(left);
    }
}
