/** Settings by name, read once, with errors that name the setting and where its value came from. */
@NullMarked
package org.ewsphone.config;

import org.jspecify.annotations.NullMarked;
