/** SIP messages as values: read from bytes that anybody may have sent, and written without surprises (RFC 3261, 7 and 20). */
@NullMarked
package org.ewsphone.gateway.sip.message;

import org.jspecify.annotations.NullMarked;
