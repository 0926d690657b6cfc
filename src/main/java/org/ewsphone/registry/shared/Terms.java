package org.ewsphone.registry.shared;

import java.time.Duration;
import org.ewsphone.call.NodeName;

/**
 * Where the calls are kept, and for how long.
 *
 * @param node this node
 * @param url the store, without a password
 * @param user its user; empty when the URL says it or none is needed
 * @param password that user's password
 * @param poolSize connections at most
 * @param lease how long a node may be out of touch
 * @param retention how long a finished call is kept
 * @param maxCalls how many calls are kept
 */
public record Terms(
        NodeName node,
        String url,
        String user,
        String password,
        int poolSize,
        Duration lease,
        Duration retention,
        int maxCalls) {

    @Override
    public String toString() {
        return url; // Never the password
    }
}
