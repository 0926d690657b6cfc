package org.ewsphone.dialplan;

import java.util.List;
import java.util.Set;

/**
 * Which numbers of the public network may be dialled: those of a listed country and a listed type, and those that begin
 * with an allowed prefix; but none that begins with a denied one.
 *
 * @param countries regions such as ES, not calling codes: +1 is Jamaica as well
 * @param types kinds of numbers
 * @param allow prefixes in E.164
 * @param deny prefixes in E.164
 */
record PublicNumberRules(Set<String> countries, Set<NumberType> types, List<String> allow, List<String> deny) {

    boolean allow(PublicNumber number) {
        return beginsWithOneOf(allow, number) || (number.isIn(countries) && number.isOfType(types));
    }

    boolean deny(PublicNumber number) {
        return beginsWithOneOf(deny, number);
    }

    private static boolean beginsWithOneOf(List<String> prefixes, PublicNumber number) {
        return prefixes.stream().anyMatch(number.e164()::startsWith);
    }
}
