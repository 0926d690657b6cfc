/** What the server counts and measures, for Prometheus to read. */
@NullMarked
package org.ewsphone.ops.metrics;

import org.jspecify.annotations.NullMarked;
