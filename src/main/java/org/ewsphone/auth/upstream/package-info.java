/** Identity that somebody else has established before the request came here: the servlet container, or a proxy. */
@NullMarked
package org.ewsphone.auth.upstream;

import org.jspecify.annotations.NullMarked;
