package org.ewsphone.auth;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.ewsphone.config.Addresses;
import org.ewsphone.spi.IncomingRequest;

/**
 * Where a client is: at the other end of the connection, or where the trusted proxies in between say.
 *
 * @param proxies whose word counts
 */
record ClientAddress(Addresses proxies) {

    /** The last address that no trusted proxy has: what stands before it in X-Forwarded-For is the client's own word. */
    String of(IncomingRequest request) {
        if (proxies.isEmpty() || !proxies.contains(request.peer())) {
            return request.peer();
        }
        List<String> hops = request.headers("X-Forwarded-For").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .collect(Collectors.toList());
        Collections.reverse(hops);
        return hops.stream()
                .filter(hop -> !proxies.contains(hop))
                .findFirst()
                .filter(hop -> Addresses.literal(hop).isPresent())
                .map(Addresses::canonical)
                .orElse(request.peer());
    }
}
