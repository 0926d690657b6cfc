/**
 * Speaks Exchange Web Services: operations, response codes, faults, versions, namespaces, and the reading of envelopes.
 * The wire classes come from the contract; they go no further than this package.
 */
@NullMarked
package org.ewsphone.ews;

import org.jspecify.annotations.NullMarked;
