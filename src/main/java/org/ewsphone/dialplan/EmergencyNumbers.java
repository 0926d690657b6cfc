package org.ewsphone.dialplan;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The numbers of police, fire brigade and ambulance, which no machine may call. */
final class EmergencyNumbers {

    /** What mobile telephones take for one in every country (3GPP TS 22.101, 10.1.1), and the third great one. */
    private static final Set<String> WORLDWIDE = Set.of("112", "911", "999");

    /** They have two to four digits; this spares longer numbers the look at two hundred plans. */
    private static final int MAX_LENGTH = 6;

    private EmergencyNumbers() {}

    /** Whether it is one where it is dialled, or in the whole world; one anywhere when nobody says where it is dialled. */
    static boolean isOneAt(Optional<String> home, String digits) {
        return home.map(region -> WORLDWIDE.contains(digits) || isOneIn(region, digits))
                .orElseGet(() -> isOneSomewhere(digits));
    }

    /** Whether it is one in any country. */
    static boolean isOneSomewhere(String digits) {
        return digits.length() <= MAX_LENGTH
                && (WORLDWIDE.contains(digits)
                        || Regions.ALL.stream()
                                .anyMatch(
                                        region -> ShortNumberInfo.getInstance().isEmergencyNumber(digits, region)));
    }

    /** Whether it is one in this country. */
    static boolean isOneIn(String region, String digits) {
        return digits.length() <= MAX_LENGTH
                && Regions.ALL.contains(region)
                && ShortNumberInfo.getInstance().isEmergencyNumber(digits, region);
    }

    /** Those whose short numbers the library knows; for any other it would write a warning at every question. */
    private static final class Regions {

        private static final List<String> ALL = PhoneNumberUtil.getInstance().getSupportedRegions().stream()
                .filter(Regions::isKnown)
                .toList();

        private static boolean isKnown(String region) {
            return PhoneNumberUtil.class.getResource("data/ShortNumberMetadataProto_" + region) != null;
        }
    }
}
