package org.ewsphone.gateway.sip.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which request of a dialog it is.
 *
 * @param number 0 to 2^31-1
 * @param method the method of the request
 */
public record CSeq(int number, String method) {

    private static final Pattern VALUE = Pattern.compile("\\s*([0-9]{1,10})\\s+([A-Za-z0-9.!%*_+`'~-]{1,32})\\s*");

    /** The value of a field; throws {@link IllegalArgumentException} when it is none. */
    public static CSeq parse(String value) {
        Matcher cseq = VALUE.matcher(value);
        if (!cseq.matches()) {
            throw new IllegalArgumentException("A CSeq has a number and a method");
        }
        return new CSeq(Integer.parseInt(cseq.group(1)), cseq.group(2));
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
