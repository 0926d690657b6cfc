package org.ewsphone.dialplan;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.Set;

/**
 * A number as the world's numbering plans understand it, valid or not. libphonenumber, which knows them, is touched here
 * and with emergency numbers only, and loads nothing before the first number that asks for it.
 *
 * @param e164 what would be dialled
 * @param region the region it belongs to, more exact than its calling code; empty when it belongs to none
 * @param type what kind of number it is; none that could be dialled when empty
 * @param isValid whether its plan has such a number
 * @param isNeverDialled whether it is an emergency, premium rate or satellite number
 */
record PublicNumber(String e164, String region, Optional<NumberType> type, boolean isValid, boolean isNeverDialled) {

    /** Inmarsat, the satellite systems of their own, and the international networks, most of them at sea or in orbit. */
    private static final Set<Integer> SATELLITE = Set.of(870, 881, 882, 883);

    private static final String NOWHERE = "ZZ";

    /** What the number means where it is dialled; nothing when no plan can read it, or reads another one into it. */
    static Optional<PublicNumber> of(WrittenNumber written, Optional<String> home) {
        if (home.isEmpty() && !written.isInternational()) {
            return Optional.empty();
        }
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = plans.parse(written.value(), home.orElse(NOWHERE));
            return Optional.of(number)
                    .filter(read -> written.digits().endsWith(plans.getNationalSignificantNumber(read)))
                    .map(read -> judged(read, plans));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    boolean isIn(Set<String> regions) {
        return regions.contains(region);
    }

    boolean isOfType(Set<NumberType> types) {
        return type.filter(own -> own.isAmong(types)).isPresent();
    }

    private static PublicNumber judged(PhoneNumber number, PhoneNumberUtil plans) {
        PhoneNumberType type = plans.getNumberType(number);
        return new PublicNumber(
                plans.format(number, PhoneNumberFormat.E164),
                Optional.ofNullable(plans.getRegionCodeForNumber(number)).orElse(""),
                NumberType.of(type),
                plans.isValidNumber(number),
                type == PhoneNumberType.PREMIUM_RATE
                        || SATELLITE.contains(number.getCountryCode())
                        || isEmergency(number, plans));
    }

    /** The national part of +34 112 is one, however the number was written. */
    private static boolean isEmergency(PhoneNumber number, PhoneNumberUtil plans) {
        String national = plans.getNationalSignificantNumber(number);
        return plans.getRegionCodesForCountryCode(number.getCountryCode()).stream()
                .anyMatch(region -> EmergencyNumbers.isOneIn(region, national));
    }
}
