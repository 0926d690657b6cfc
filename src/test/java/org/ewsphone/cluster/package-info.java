/**
 * Three nodes that share a registry, started for real, and what becomes of calls when some of them are killed: {@code mvn
 * -Pcluster verify}.
 */
@NullMarked
package org.ewsphone.cluster;

import org.jspecify.annotations.NullMarked;
