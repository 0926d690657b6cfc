/** Requests and their answers between us and the next SIP element: connections, transactions and timers (RFC 3261, 17 and 18). */
@NullMarked
package org.ewsphone.gateway.sip.signalling;

import org.jspecify.annotations.NullMarked;
