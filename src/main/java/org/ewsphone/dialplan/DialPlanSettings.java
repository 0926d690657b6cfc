package org.ewsphone.dialplan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/** The settings of what may be dialled. */
final class DialPlanSettings {

    static final Setting<Pattern> MAILBOXES = Setting.pattern(
            "dialplan.mailboxes",
            ".*",
            "The mailboxes that have this dial plan, a regular expression for the whole name.");

    static final Setting<Optional<Pattern>> EXTENSIONS = Setting.optionalPattern(
            "dialplan.extensions",
            "The extensions that may be dialled, a regular expression for all of their digits; none without it.");

    static final Setting<Optional<String>> REGION = Setting.optional(
            "dialplan.region",
            "The country in which numbers without + are dialled, as ES; without it such numbers are no public numbers.",
            DialPlanSettings::region);

    private static final Setting<Set<String>> COUNTRIES = Setting.of(
            "dialplan.countries",
            "",
            "The countries that may be called, as ES,US. A country, not a calling code: +1 is not only the United States.",
            text -> Set.copyOf(listed(text, DialPlanSettings::region)));

    private static final Setting<Set<NumberType>> TYPES = Setting.of(
            "dialplan.types",
            "fixed-line,mobile",
            "The kinds of numbers that may be called in those countries: " + String.join(", ", types())
                    + ". Emergency, premium rate and satellite numbers never are.",
            DialPlanSettings::types);

    private static final Setting<List<String>> ALLOW = Setting.of(
            "dialplan.allow",
            "",
            "Prefixes of international numbers, as +3491,+44207946, that may be called whatever their country and kind.",
            text -> listed(text, DialPlanSettings::prefix));

    private static final Setting<List<String>> DENY = Setting.of(
            "dialplan.deny",
            "",
            "Prefixes of international numbers, as +34901,+34902, that may not be called although they are allowed.",
            text -> listed(text, DialPlanSettings::prefix));

    static final Setting<Set<String>> SIP_DOMAINS = Setting.of(
            "dialplan.sip-domains",
            "",
            "The domains whose SIP URIs may be called, as example.com,pbx.example.com:5061; a port only as it stands here.",
            text -> Set.copyOf(listed(text, DialPlanSettings::domain)));

    private static final Setting<Integer> DAILY_CALLS = Setting.number(
            "dialplan.daily-calls",
            50,
            0,
            1_000_000,
            "Calls that a mailbox may place on one day (UTC), those to the gateway's own numbers aside; 0 is no limit.");

    private static final Setting<Integer> DAILY_MINUTES = Setting.number(
            "dialplan.daily-minutes",
            120,
            0,
            1_000_000,
            "Minutes that these calls may last in all; a call that is up counts for call.talk-time. 0 is no limit.");

    private static final Pattern REGION_CODE = Pattern.compile("[A-Z]{2}");

    /** Regions with a numbering plan and without a code of ISO 3166: Ascension, Tristan da Cunha, Kosovo. */
    private static final Set<String> MORE_REGIONS = Set.of("AC", "TA", "XK");

    private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,14}");

    private DialPlanSettings() {}

    static List<Setting<?>> all() {
        return List.of(
                MAILBOXES, EXTENSIONS, REGION, COUNTRIES, TYPES, ALLOW, DENY, SIP_DOMAINS, DAILY_CALLS, DAILY_MINUTES);
    }

    static PublicNumberRules rules(Settings settings) {
        return new PublicNumberRules(
                settings.get(COUNTRIES), settings.get(TYPES), settings.get(ALLOW), settings.get(DENY));
    }

    static int dailyCalls(Settings settings) {
        return settings.get(DAILY_CALLS);
    }

    static Duration dailyTime(Settings settings) {
        return Duration.ofMinutes(settings.get(DAILY_MINUTES));
    }

    private static List<String> listed(String text, UnaryOperator<String> item) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(listed -> !listed.isEmpty())
                .map(item)
                .toList();
    }

    private static String region(String code) {
        if (REGION_CODE.matcher(code).matches()
                && (MORE_REGIONS.contains(code)
                        || Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)
                                .contains(code))) {
            return code;
        }
        throw new IllegalArgumentException("must be of country codes of ISO 3166 such as ES or US, and has " + code);
    }

    private static String prefix(String text) {
        if (PREFIX.matcher(text).matches()) {
            return text;
        }
        throw new IllegalArgumentException(
                "must be beginnings of international numbers such as +3491 with commas between them, and has " + text);
    }

    private static String domain(String text) {
        if (SipUri.DOMAIN.matcher(text).matches()) {
            return text.toLowerCase(Locale.ROOT);
        }
        throw new IllegalArgumentException(
                "must be host names, perhaps with ports, with commas between them, and has " + text);
    }

    private static Set<NumberType> types(String text) {
        List<String> words = listed(text, word -> word);
        if (!types().containsAll(words)) {
            throw new IllegalArgumentException("must be some of " + String.join(", ", types()));
        }
        return Stream.of(NumberType.values())
                .filter(type -> words.contains(word(type)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> types() {
        return Stream.of(NumberType.values()).map(DialPlanSettings::word).toList();
    }

    private static String word(NumberType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
