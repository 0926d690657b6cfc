package org.ewsphone.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.ewsphone.call.Caller;
import org.ewsphone.call.Caller.Standing;
import org.ewsphone.call.Delegation.Verdict;
import org.ewsphone.config.SettingException;
import org.ewsphone.config.Settings;
import org.ewsphone.spi.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RightsTest {

    private static final Identity ANA = new Identity("ana", "Ana@Example.org", Set.of());

    private static Rights rights(Map<String, String> settings) {
        return Rights.from(Settings.read(settings, Map.of(), Map.of(), Map.of()));
    }

    @Test
    void by_default_everybody_may_call_and_nobody_may_act_for_anybody() {
        assertEquals(new Caller("ana", "ana@example.org"), rights(Map.of()).of(ANA));
    }

    @ParameterizedTest
    @CsvSource({
        "ben@example.com, GRANTED",
        "anybody@voice.example.org, GRANTED",
        "anybody@x.voice.example.org, DENIED",
        "voice.example.org, DENIED",
        "x@ben@example.com, DENIED",
        "gone@voice.example.org, NO_SUCH_MAILBOX",
        "gone@example.com, DENIED"
    })
    void a_grant_is_for_a_mailbox_or_for_a_domain(String mailbox, Verdict verdict) {
        var rights = rights(Map.of(
                "impersonation.grants", "x=y; ana = Ben@example.com , *@Voice.example.org",
                "impersonation.mailboxes", "(?!gone).*"));

        assertEquals(verdict, rights.of(ANA).delegation().to(mailbox));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ana", "ana=", "=ben", "ana=*", "ana=*@", "ana=b*@x.org", "ana=ben;ana=carl", "ana=ben=carl"})
    void a_grant_of_another_form_is_refused(String text) {
        var settings = Map.of("impersonation.grants", text);

        var refusal = assertThrows(SettingException.class, () -> rights(settings));

        assertTrue(
                String.valueOf(refusal.getMessage()).contains("must be of the form USER=MAILBOX"), refusal::getMessage);
    }

    @Test
    void who_must_not_call_has_no_other_right_either() {
        var rights = rights(Map.of("impersonation.grants", "ana=ben", "auth.required-role", "voice"));

        Caller disabled = rights.of(new Identity("ana", "ana", Set.of("operator"), false, Instant.MAX));
        Caller without = rights.of(ANA);

        assertEquals(Standing.DISABLED, disabled.standing());
        assertEquals(Standing.WITHOUT_ACCESS, without.standing());
        assertFalse(disabled.mayReach("ben") || without.mayReach("ben"));
    }

    @Test
    void letters_that_look_alike_stay_different() {
        assertEquals(
                "\u212Aarl",
                rights(Map.of()).of(new Identity("x", "\u212Aarl", Set.of())).mailbox());
    }
}
