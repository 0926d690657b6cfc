package org.ewsphone.gateway.ari;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.Destination;

/**
 * How Asterisk is told where a call goes. What is put into the templates has passed the dial plan, and is looked at once
 * more: Asterisk reads its dial strings with separators and options, so that more than a number would be a command.
 *
 * @param numbers for digits with an optional {@code +}
 * @param uris for SIP URIs; without it they go nowhere
 */
record Endpoints(Template numbers, Optional<Template> uris) {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,32}");
    private static final Pattern SIP_URI =
            Pattern.compile("sips?:[A-Za-z0-9+._-]{1,64}@[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");

    /** The endpoint of a destination; throws {@link CallException} with {@link CallFailure#NO_GATEWAY}. */
    String of(Destination destination) {
        String address = destination.address();
        if (NUMBER.matcher(address).matches()) {
            return numbers.with(address);
        }
        if (SIP_URI.matcher(address).matches()) {
            return uris.map(template -> template.with(address))
                    .orElseThrow(() -> new CallException(
                            CallFailure.NO_GATEWAY, "SIP URIs need the setting " + AriSettings.URI_ENDPOINT.name()));
        }
        throw new CallException(CallFailure.NO_GATEWAY, "Asterisk is given numbers and plain SIP URIs only");
    }

    /**
     * A dial string with a gap.
     *
     * @param before what stands before the gap
     * @param after what stands behind it
     */
    record Template(String before, String after) {

        private static final Pattern TECHNOLOGY = Pattern.compile("[A-Za-z0-9]+/[A-Za-z0-9_.@:;=/+-]*");

        /** Reads a setting with the gap in it; throws {@link IllegalArgumentException}. */
        static Template parse(String text, String gap, String example) {
            int at = text.indexOf(gap);
            if (at < 0
                    || !TECHNOLOGY
                            .matcher(text.replaceFirst(Pattern.quote(gap), "0"))
                            .matches()) {
                throw new IllegalArgumentException(
                        "must be a dial string of Asterisk, with one " + gap + " in it, as " + example);
            }
            return new Template(text.substring(0, at), text.substring(at + gap.length()));
        }

        String with(String address) {
            return before + address + after;
        }
    }
}
