/** What EWS' telephone operations promise, as checks that anybody can put to any server. Knows nothing of this server. */
@NullMarked
package org.ewsphone.conform;

import org.jspecify.annotations.NullMarked;
