package org.ewsphone.spi;

import java.security.Principal;
import java.util.List;
import java.util.Optional;

/** A request of nobody knows whom: what HTTP and the servlet container tell of where it comes from. */
public interface IncomingRequest {

    /** Every value of a header, in their order; the name's case does not matter. */
    List<String> headers(String name);

    /** The IP address at the other end of the connection, which may be a proxy's. */
    String peer();

    /** Whom the servlet container has identified. */
    Optional<Principal> principal();

    /** Whether the servlet container gives that principal this role. */
    boolean isInRole(String role);
}
