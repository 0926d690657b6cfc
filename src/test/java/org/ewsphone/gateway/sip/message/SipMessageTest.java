package org.ewsphone.gateway.sip.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SipMessageTest {

    private static final String RINGING = """
            SIP/2.0 180 Ringing, at last
            v: SIP/2.0/UDP 192.0.2.1:5060 ; branch=z9hG4bK1;received=192.0.2.9, SIP/2.0/TCP far
            From: "A, \\"quoted\\" <name>" <sip:a@example.org;user=phone>;tag=1
            t: sip:b@example.org;tag=2
            Call-ID: x
            CSeq: 1 INVITE
            Record-Route: <sip:one;lr>,
             <sip:two;lr>
            record-route: "Three, too" <sip:three;lr>
            Reason: SIP;cause=200 , Q.850;cause=17;text="a;cause=99"

            """.strip();

    @Test
    void a_response_is_read_whatever_its_spelling() {
        SipMessage message = SipMessage.parse(RINGING.replace("\n", "\r\n"), "");

        SipResponse response = assertInstanceOf(SipResponse.class, message);
        assertEquals("Ringing, at last", response.reason());
        assertEquals(Optional.of("z9hG4bK1"), response.via().branch());
        assertEquals("sip:a@example.org;user=phone", response.from().uri());
        assertEquals(Optional.of("1"), response.from().tag());
        assertEquals(Optional.of("2"), response.to().tag());
        assertEquals(
                List.of("<sip:one;lr>", "<sip:two;lr>", "\"Three, too\" <sip:three;lr>"),
                response.headers().listed("Record-Route").toList());
        assertEquals(OptionalInt.of(17), response.q850());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SIP/2.0 180",
                "SIP/3.0 180 Ringing",
                "SIP/2.0 999 Many",
                "INVITE sip:a b SIP/2.0",
                "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP a",
            })
    void what_is_no_message_is_refused(String head) {
        assertThrows(IllegalArgumentException.class, () -> SipMessage.parse(head, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "CSeq: 1 INVITE, CSeq: 99999999999 INVITE",
        "CSeq: 1 INVITE, CSeq: 9999999999 INVITE",
        "From: , Frum: ",
        "t: sip:b@example.org, t: <sip:b@example.org",
        "Call-ID: x, 'Call-ID: '",
        "CSeq: 1 INVITE, no field at all",
        "v: SIP/2.0/UDP 192.0.2.1:5060, v: HTTP/1.1 192.0.2.1:5060"
    })
    void a_message_without_what_everybody_needs_is_refused(String instead, String of) {
        assertThrows(
                IllegalArgumentException.class,
                () -> SipMessage.parse(RINGING.replace(instead, of).replace("\n", "\r\n"), ""));
    }

    @Test
    void a_field_cannot_be_two() {
        assertThrows(IllegalArgumentException.class, () -> Headers.NONE.with("To", "a\r\nX: b"));
        assertThrows(IllegalArgumentException.class, () -> Headers.NONE.with("To: a\r\nX", "b"));
    }

    /** Whatever a stranger sends, it is a message or it is refused; nothing else comes of it. */
    @Test
    void garbage_is_refused_and_nothing_worse() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = RINGING.replace("\n", "\r\n").getBytes(UTF_8);
            for (int j = random.nextInt(6); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) " \r\n\t,;:<>\"\\\u0000=@0Aé".charAt(random.nextInt(17));
            }
            try {
                SipMessage message = SipMessage.parse(new String(bytes, UTF_8), "");
                message.encode();
                assertTrue(message.headers().listed("Record-Route").noneMatch(String::isBlank));
                assertTrue(((SipResponse) message).q850().orElse(0) >= 0);
            } catch (IllegalArgumentException e) {
                // Refused
            }
        }
    }
}
