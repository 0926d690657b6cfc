/** What operators see and steer by HTTP: calls, their timelines, the journal of requests, and the simulated town. */
@NullMarked
package org.ewsphone.api;

import org.jspecify.annotations.NullMarked;
