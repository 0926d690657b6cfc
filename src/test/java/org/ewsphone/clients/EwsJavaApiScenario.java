package org.ewsphone.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import microsoft.exchange.webservices.data.core.ExchangeService;
import microsoft.exchange.webservices.data.core.enumeration.misc.ConnectingIdType;
import microsoft.exchange.webservices.data.core.enumeration.misc.ExchangeVersion;
import microsoft.exchange.webservices.data.core.enumeration.misc.error.ServiceError;
import microsoft.exchange.webservices.data.core.enumeration.service.PhoneCallState;
import microsoft.exchange.webservices.data.core.enumeration.service.error.ConnectionFailureCause;
import microsoft.exchange.webservices.data.core.exception.service.remote.ServiceRequestException;
import microsoft.exchange.webservices.data.core.exception.service.remote.ServiceResponseException;
import microsoft.exchange.webservices.data.credential.WebCredentials;
import microsoft.exchange.webservices.data.messaging.PhoneCall;
import microsoft.exchange.webservices.data.misc.ImpersonatedUserId;
import microsoft.exchange.webservices.data.property.complex.ItemId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Microsoft's own client for Java, whose classes know nothing of this server. */
public abstract class EwsJavaApiScenario {

    private static final String MESSAGE = "AAMkDemo1";
    private static final String ANSWERS = "5550100";
    private static final String NOT_ANSWERED = "5550102";
    private static final Set<PhoneCallState> ON_THE_WAY = EnumSet.of(PhoneCallState.Idle, PhoneCallState.Connecting);

    /** The endpoint of a server that knows demo and ben, each with the name as password, and lets phones ring for 2 seconds. */
    protected abstract URI url();

    /** What its HTTPS is trusted by. */
    protected abstract SSLContext trust();

    @ParameterizedTest
    @EnumSource(value = ExchangeVersion.class, mode = EnumSource.Mode.EXCLUDE, names = "Exchange2007_SP1")
    void a_message_is_played_until_the_caller_hangs_up(ExchangeVersion version) throws Exception {
        try (ExchangeService service = service("demo", "demo", version)) {
            PhoneCall call = service.getUnifiedMessaging().playOnPhone(new ItemId(MESSAGE), ANSWERS);
            refreshWhile(ON_THE_WAY, call);
            assertEquals(PhoneCallState.Connected, call.getState());

            call.disconnect();

            call.refresh();
            assertEquals(PhoneCallState.Disconnected, call.getState());
            assertEquals(ConnectionFailureCause.None, call.getConnectionFailureCause());
        }
    }

    @Test
    void the_server_tells_its_version() throws Exception {
        try (ExchangeService service = demo()) {
            service.getUnifiedMessaging().playOnPhone(new ItemId(MESSAGE), ANSWERS);

            assertEquals("Exchange2010", service.getServerInfo().getVersionString());
            assertEquals(639, service.getServerInfo().getMajorBuildNumber());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5550101, UserBusy, 486",
        "5550102, NoAnswer, 487",
        "5550103, Unavailable, 480",
        "5550104, Other, 603",
        "5550105, Unavailable, 503",
        "5550199, Unavailable, 404"
    })
    void a_failed_call_tells_its_cause(String number, ConnectionFailureCause cause, int sipStatus) throws Exception {
        try (ExchangeService service = demo()) {
            PhoneCall call = service.getUnifiedMessaging().playOnPhone(new ItemId(MESSAGE), number);

            refreshWhile(ON_THE_WAY, call);

            assertEquals(PhoneCallState.Disconnected, call.getState());
            assertEquals(cause, call.getConnectionFailureCause());
            assertEquals(sipStatus, call.getSipResponseCode());
            assertNotEquals("", call.getSipResponseText());
        }
    }

    @Test
    void hanging_up_before_the_answer_is_no_failure() throws Exception {
        try (ExchangeService service = demo()) {
            PhoneCall call = service.getUnifiedMessaging().playOnPhone(new ItemId(MESSAGE), NOT_ANSWERED);

            call.disconnect();

            call.refresh();
            assertEquals(PhoneCallState.Disconnected, call.getState());
            assertEquals(ConnectionFailureCause.None, call.getConnectionFailureCause());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AAMkNobodys, 5550100, ErrorItemNotFound",
        "AAMkDemo1, 911, ErrorPhoneNumberNotDialable",
        "AAMkDemo1, home, ErrorInvalidPhoneNumber",
        "AAMkDemo1, sip:nobody, ErrorInvalidSIPUri",
        "AAMkDemo1, 5550109, ErrorUnifiedMessagingServerNotFound"
    })
    void a_refusal_has_its_code(String item, String number, ServiceError code) throws Exception {
        try (ExchangeService service = demo()) {
            assertRefused(code, () -> service.getUnifiedMessaging().playOnPhone(new ItemId(item), number));
        }
    }

    @Test
    void the_call_of_somebody_else_is_an_unknown_one() throws Exception {
        try (ExchangeService service = demo()) {
            PhoneCall demosCall = service.getUnifiedMessaging().playOnPhone(new ItemId(MESSAGE), ANSWERS);

            service.setCredentials(new WebCredentials("ben", "ben"));

            assertRefused(ServiceError.ErrorInvalidPhoneCallId, demosCall::refresh);
            assertRefused(ServiceError.ErrorInvalidPhoneCallId, demosCall::disconnect);
        }
    }

    @Test
    void nobody_acts_for_somebody_else() throws Exception {
        try (ExchangeService service = demo()) {
            service.setImpersonatedUserId(new ImpersonatedUserId(ConnectingIdType.SmtpAddress, "ben@example.com"));

            var refused = assertThrows(
                    ServiceRequestException.class,
                    () -> service.getUnifiedMessaging().playOnPhone(new ItemId(MESSAGE), ANSWERS));

            var fault = assertInstanceOf(ServiceResponseException.class, refused.getCause());
            assertEquals(ServiceError.ErrorImpersonateUserDenied, fault.getErrorCode());
        }
    }

    @Test
    void a_wrong_password_is_refused() throws Exception {
        try (ExchangeService service = service("demo", "wrong", ExchangeVersion.Exchange2010)) {
            var refused = assertThrows(
                    ServiceRequestException.class,
                    () -> service.getUnifiedMessaging().playOnPhone(new ItemId(MESSAGE), ANSWERS));

            assertTrue(String.valueOf(refused.getMessage()).contains("401"), refused.getMessage());
        }
    }

    private ExchangeService demo() {
        return service("demo", "demo", ExchangeVersion.Exchange2010_SP2);
    }

    private ExchangeService service(String user, String password, ExchangeVersion version) {
        return EwsJavaApi.service(url(), trust(), user, password, version);
    }

    private static void refreshWhile(Set<PhoneCallState> states, PhoneCall call) throws Exception {
        var patience = new Patience();
        do {
            call.refresh();
        } while (states.contains(call.getState()) && patience.isLeft());
    }

    private static void assertRefused(ServiceError code, Executable request) {
        var refused = assertThrows(ServiceResponseException.class, request);
        assertEquals(code, refused.getErrorCode(), refused.getMessage());
    }
}
