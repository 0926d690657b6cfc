package org.ewsphone.dialplan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Calls;
import org.ewsphone.call.Destination;
import org.ewsphone.call.DialPlan;
import org.ewsphone.call.DialString;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardedDialPlanTest {

    private static final Caller ANA = new Caller("ana", "ana");

    /** The company of the README. */
    private static final Map<String, String> SPANISH = Map.of(
            "dialplan.region", "ES",
            "dialplan.extensions", "2[0-9]{2}",
            "dialplan.countries", "ES");

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "915550123, +34915550123",
        "+34915550123, +34915550123",
        "0034915550123, +34915550123",
        "+34 91-555.01(23), +34915550123",
        "(+34) 612 345 678, +34612345678",
        "200, 200",
        "2-0-0, 200",
        "211, 211"
    })
    void what_is_allowed_is_dialled_as_it_was_judged(String written, String dialled) {
        assertEquals(new Destination(dialled), plan(SPANISH).route(ANA, new DialString(written)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "-",
                "call me",
                "915550123p1",
                "915550123w1",
                "915550123,1",
                "915550123;ext=1",
                "915550123 ext 1",
                "915550123x1",
                "915550123#1",
                "*21*915550123#",
                "915550123\r\nBcc: 1",
                "915550123\n",
                "\t915550123",
                "915550123\0",
                "915550123@example.com",
                "tel:+34915550123",
                "tel:915550123;phone-context=+34",
                "+34915550123;phone-context=+1",
                "1-800-FLOWERS",
                "９１５５５０１２３",
                "٩١٥٥٥٠١٢٣",
                "+34\u00a0915550123",
                "＋34915550123",
                "+34/915550123",
                "34+915550123",
                "++34915550123",
                "915550123915550123915550123",
                "9155501234",
                "+3491555012",
                "2000",
                "+200"
            })
    void what_is_no_number_is_not_valid(String written) {
        assertRefused(CallFailure.INVALID_NUMBER, SPANISH, written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "112", "+112", "+34112", "0034112", "1-1-2", "911", "999", "110", "15", "000", "085", "+1911", "+44999"
            })
    void emergency_numbers_are_never_dialled(String written) {
        assertRefused(CallFailure.NOT_DIALABLE, SPANISH, written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"112", "911", "999", "085", "803123456"})
    void no_extension_is_a_number_that_is_never_dialled(String written) {
        assertRefused(
                CallFailure.NOT_DIALABLE, Map.of("dialplan.region", "ES", "dialplan.extensions", "[0-9]+"), written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"211", "15", "000", "112"})
    void without_a_region_no_extension_is_an_emergency_number_anywhere(String written) {
        assertRefused(CallFailure.NOT_DIALABLE, Map.of("dialplan.extensions", "[0-9]{2,3}"), written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "803123456",
                "+34806123456",
                "+19005551234",
                "+979123456789",
                "+870773123456",
                "00870773123456",
                "+881612345678",
                "+8821234567",
                "+882345678901",
                "+883510012345678"
            })
    void premium_rate_and_satellite_numbers_are_never_dialled(String written) {
        Map<String, String> generous = Map.of(
                "dialplan.region",
                "ES",
                "dialplan.countries",
                "ES,US",
                "dialplan.allow",
                "+1,+34,+870,+881,+882,+883,+979");

        assertRefused(CallFailure.NOT_DIALABLE, generous, written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+18765551234",
                "+16585551234",
                "+18095551234",
                "+14165550123",
                "+447797712345",
                "+447911123456",
                "+77012345678",
                "+18005551234",
                "+447012345678"
            })
    void a_country_is_not_its_calling_code(String written) {
        assertRefused(CallFailure.NOT_DIALABLE, Map.of("dialplan.countries", "US,GB,RU"), written);
    }

    @ParameterizedTest
    @CsvSource({"+12125551234, US", "+18765551234, JM", "+447797712345, JE", "+79161234567, RU", "+390612345678, IT"})
    void a_number_of_a_listed_country_is_dialled(String written, String country) {
        assertEquals(
                new Destination(written),
                plan(Map.of("dialplan.countries", country)).route(ANA, new DialString(written)));
    }

    @ParameterizedTest
    @CsvSource({
        "fixed-line, +34915550123, true",
        "fixed-line, +34612345678, false",
        "mobile, +34612345678, true",
        "mobile, +12125551234, false",
        "fixed-line-or-mobile, +12125551234, true",
        "'fixed-line,mobile', +12125551234, true",
        "'fixed-line,mobile', +34902123456, false",
        "'fixed-line,mobile', +34704123456, false",
        "shared-cost, +34902123456, true",
        "toll-free, +34900123456, true",
        "personal-number, +34704123456, true"
    })
    void only_listed_types_are_dialled(String types, String written, boolean allowed) {
        assertEquals(allowed, isAllowed(Map.of("dialplan.countries", "ES,US", "dialplan.types", types), written));
    }

    @ParameterizedTest
    @CsvSource({
        "+3491, '', +34915550123, true",
        "+3491, '', +34935550123, false",
        "'', '', +34915550123, false",
        "+34902, '', +34902123456, true",
        "+34, +3491, +34915550123, false",
        "+34, '+3493, +3491', +34915550123, false",
        "+34, +3491, +34935550123, true",
        "+800, '', +80012345678, true"
    })
    void prefixes_allow_and_deny(String allow, String deny, String written, boolean allowed) {
        assertEquals(allowed, isAllowed(Map.of("dialplan.allow", allow, "dialplan.deny", deny), written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"915550123", "5550100", "200", "+34915550123", "+12125551234", "sip:ana@example.com"})
    void nothing_is_dialled_unless_it_is_listed(String written) {
        assertRefused(CallFailure.NOT_DIALABLE, Map.of(), written);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:ana@example.com, sip:ana@example.com",
        "SIP:Ana.Lopez@EXAMPLE.com, sip:Ana.Lopez@example.com",
        "sips:ana@example.com, sips:ana@example.com",
        "sip:ana@example.com:5061, sip:ana@example.com:5061",
        "sip:200@example.com, sip:200@example.com",
        "sip:915550123@example.com, sip:+34915550123@example.com",
        "sip:00-34-915550123@example.com, sip:+34915550123@example.com"
    })
    void sip_uris_go_to_listed_domains(String written, String dialled) {
        assertEquals(new Destination(dialled), plan(withSip()).route(ANA, new DialString(written)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:ana@example.org",
                "sip:ana@sub.example.com",
                "sip:ana@example.com.evil.test",
                "sip:ana@example.com:5060",
                "sip:112@example.com",
                "sip:803123456@example.com",
                "sip:+8821234567@example.com",
                "sip:+18765551234@example.com"
            })
    void other_sip_uris_are_not_dialled(String written) {
        assertRefused(CallFailure.NOT_DIALABLE, withSip(), written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:",
                "sip:ana",
                "sip:@example.com",
                "sip:example.com",
                "sip:ana@",
                "sip:ana@example.com;transport=tcp",
                "sip:ana@example.com?Replaces=1",
                "sip:ana;phone-context=x@example.com",
                "sip:ana:secret@example.com",
                "sip:ana@example.com@evil.test",
                "sip:ana%40evil.test@example.com",
                "sip:ana@example.com\r\nRoute: <sip:evil.test>",
                "sip:ana@example.com\n",
                "sip:ana@example.com.",
                "sip:ana@[::1]",
                "sip:ána@example.com",
                "sip:9155p1@example.com",
                "sip:*21@example.com",
                "sip: ana@example.com"
            })
    void a_bad_sip_uri_is_told_as_one(String written) {
        assertRefused(CallFailure.INVALID_SIP_URI, withSip(), written);
    }

    @Test
    void the_own_destinations_of_the_gateway_need_no_list() {
        Set<Destination> own = Set.of(
                new Destination("5550100"), new Destination("+34915550123"), new Destination("sip:7@example.com"));
        DialPlan plan = GuardedDialPlan.from(
                settings(Map.of("dialplan.region", "ES")), own::contains, Duration.ofMinutes(1), Clock.systemUTC());

        assertEquals(new Destination("5550100"), plan.route(ANA, new DialString("555-0100")));
        assertEquals(new Destination("+34915550123"), plan.route(ANA, new DialString("915550123")));
        assertEquals(new Destination("sip:7@example.com"), plan.route(ANA, new DialString("sip:7@example.com")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"112", "15", "803123456", "+8821234567", "sip:112@example.com", "sip:803123456@example.com"})
    void what_is_never_dialled_is_not_even_when_the_gateway_owns_it(String written) {
        DialPlan plan = GuardedDialPlan.from(
                settings(Map.of("dialplan.region", "ES")), any -> true, Duration.ofMinutes(1), Clock.systemUTC());

        var refused = assertThrows(CallException.class, () -> plan.route(ANA, new DialString(written)));

        assertEquals(CallFailure.NOT_DIALABLE, refused.failure());
    }

    @Test
    void the_minutes_of_a_day_end_with_a_refusal() {
        DialPlan plan = plan(Map.of("dialplan.daily-minutes", "1"));
        plan.admit(call("+34915550123"));

        var refused = assertThrows(CallException.class, () -> plan.admit(call("+34915550123")));

        assertEquals(CallFailure.NOT_DIALABLE, refused.failure());
    }

    @Test
    void calls_to_what_the_gateway_owns_are_not_counted() {
        DialPlan plan = GuardedDialPlan.from(
                settings(Map.of("dialplan.daily-calls", "1")), any -> true, Duration.ofMinutes(1), Clock.systemUTC());
        plan.admit(call("5550100"));

        assertDoesNotThrow(() -> plan.admit(call("5550100")));
    }

    @Test
    void a_number_into_which_a_numbering_plan_reads_other_digits_is_not_valid() {
        Map<String, String> argentina = Map.of("dialplan.region", "AR", "dialplan.countries", "AR");

        assertRefused(CallFailure.INVALID_NUMBER, argentina, "0111523456789");
    }

    @Test
    void a_mailbox_without_this_plan_has_none() {
        assertRefused(CallFailure.NO_DIAL_PLAN, Map.of("dialplan.mailboxes", "ben"), "915550123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "+", "(", "sip:", "sip:a", "sip:a@", "ａ"})
    void a_long_text_is_refused_at_once(String start) {
        String endless = start + "9(".repeat(500_000);

        assertTimeout(Duration.ofSeconds(1), () -> assertTrue(!isAllowed(SPANISH, endless)));
    }

    @ParameterizedTest
    @CsvSource({
        "dialplan.region, UK",
        "dialplan.countries, 'ES,+1'",
        "dialplan.types, 'mobile,premium-rate'",
        "dialplan.types, emergency",
        "dialplan.allow, 3491",
        "dialplan.deny, +34.*",
        "dialplan.sip-domains, sip:example.com",
        "dialplan.extensions, (2"
    })
    void a_setting_that_means_nothing_stops_the_start(String name, String value) {
        var told = assertThrows(SettingException.class, () -> plan(Map.of(name, value)));

        assertTrue(
                String.valueOf(told.getMessage()).startsWith("The setting " + name + " is \"" + value + "\""),
                told.toString());
    }

    private static PhoneCall call(String number) {
        return PhoneCall.idle(
                new PhoneCallId(UUID.randomUUID().toString()),
                Calls.NODE,
                ANA.mailbox(),
                new Destination(number),
                new ItemId("AAMkDemo1"),
                Calls.NOON);
    }

    private static Map<String, String> withSip() {
        Map<String, String> settings = new HashMap<>(SPANISH);
        settings.put("dialplan.sip-domains", "Example.com, example.com:5061");
        return settings;
    }

    private void assertRefused(CallFailure failure, Map<String, String> settings, String written) {
        DialPlan plan = plan(settings);

        var refused = assertThrows(CallException.class, () -> plan.route(ANA, new DialString(written)));

        assertEquals(failure, refused.failure());
    }

    private boolean isAllowed(Map<String, String> settings, String written) {
        try {
            plan(settings).route(ANA, new DialString(written));
            return true;
        } catch (CallException e) {
            return false;
        }
    }

    private DialPlan plan(Map<String, String> settings) {
        return GuardedDialPlan.from(settings(settings), none -> false, Duration.ofMinutes(1), Clock.systemUTC());
    }

    private Settings settings(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>(given);
        settings.put("home", home.toString());
        return Settings.read(settings, Map.of(), Map.of(), Map.of());
    }
}
