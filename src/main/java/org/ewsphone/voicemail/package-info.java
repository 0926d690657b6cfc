/** Where voice messages are kept, and how one is found. */
@NullMarked
package org.ewsphone.voicemail;

import org.jspecify.annotations.NullMarked;
