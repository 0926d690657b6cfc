/** Access tokens of OAuth 2 (RFC 6750) that are signed JWTs (RFC 9068), judged by the keys that their issuer publishes. */
@NullMarked
package org.ewsphone.auth.bearer;

import org.jspecify.annotations.NullMarked;
