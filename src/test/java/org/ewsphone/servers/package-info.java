/** The WAR on the servers that people run, started for real: {@code mvn -Pservers verify}. */
@NullMarked
package org.ewsphone.servers;

import org.jspecify.annotations.NullMarked;
