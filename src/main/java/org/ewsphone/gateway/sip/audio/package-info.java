/** What is heard: G.711 in RTP packets, one every 20 ms for each call (RFC 3550 and 3551). */
@NullMarked
package org.ewsphone.gateway.sip.audio;

import org.jspecify.annotations.NullMarked;
