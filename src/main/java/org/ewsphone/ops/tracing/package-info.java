/** Where the time of a request goes, for whoever collects traces by OpenTelemetry. */
@NullMarked
package org.ewsphone.ops.tracing;

import org.jspecify.annotations.NullMarked;
