/** {@code java -jar}: the command line, an embedded Tomcat and its certificate. A servlet container never sees it. */
@NullMarked
package org.ewsphone.launcher;

import org.jspecify.annotations.NullMarked;
