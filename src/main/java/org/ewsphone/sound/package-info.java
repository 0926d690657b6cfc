/** The sound of voice messages, made ready for a telephone. */
@NullMarked
package org.ewsphone.sound;

import org.jspecify.annotations.NullMarked;
