/** Calls through a SIP trunk or session border controller. */
@NullMarked
package org.ewsphone.gateway.sip;

import org.jspecify.annotations.NullMarked;
