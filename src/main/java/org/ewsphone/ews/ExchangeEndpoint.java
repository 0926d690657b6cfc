package org.ewsphone.ews;

import static org.ewsphone.ews.wire.ResponseCodeType.NO_ERROR;

import jakarta.jws.WebService;
import jakarta.xml.ws.Holder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.Caller;
import org.ewsphone.call.DialString;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.ews.wire.ArrayOfServiceConfigurationResponseMessageType;
import org.ewsphone.ews.wire.DisconnectPhoneCallResponseMessageType;
import org.ewsphone.ews.wire.DisconnectPhoneCallType;
import org.ewsphone.ews.wire.ExchangeImpersonationType;
import org.ewsphone.ews.wire.ExchangeServicePortType;
import org.ewsphone.ews.wire.GetPhoneCallInformationResponseMessageType;
import org.ewsphone.ews.wire.GetPhoneCallInformationType;
import org.ewsphone.ews.wire.GetServiceConfigurationResponseMessageType;
import org.ewsphone.ews.wire.GetServiceConfigurationType;
import org.ewsphone.ews.wire.PhoneCallIdType;
import org.ewsphone.ews.wire.PlayOnPhoneResponseMessageType;
import org.ewsphone.ews.wire.PlayOnPhoneType;
import org.ewsphone.ews.wire.RequestServerVersion;
import org.ewsphone.ews.wire.ResponseClassType;
import org.ewsphone.ews.wire.ResponseMessageType;
import org.ewsphone.ews.wire.ServerVersionInfo;
import org.ewsphone.ews.wire.ServiceConfigurationResponseMessageType;
import org.ewsphone.ews.wire.ServiceConfigurationType;
import org.ewsphone.ews.wire.UnifiedMessageServiceConfiguration;

/**
 * The operations, for one request of one caller: takes the arguments out of the wire classes, asks {@link CallControl},
 * and puts its answer into wire classes again. The headers have been judged before, see {@link EnvelopeReader}, and that of
 * the answer is the same for all, so {@link EnvelopeWriter} has it ready.
 */
@WebService(
        endpointInterface = "org.ewsphone.ews.wire.ExchangeServicePortType",
        targetNamespace = Names.MESSAGES,
        serviceName = "ExchangeServices",
        portName = "ExchangeServicePort")
final class ExchangeEndpoint implements ExchangeServicePortType {

    private final CallControl calls;
    private final Caller caller;
    private final StateReporting reporting;
    private final int fieldLength;

    ExchangeEndpoint(CallControl calls, Caller caller, Protocol protocol) {
        this.calls = calls;
        this.caller = caller;
        this.reporting = protocol.states();
        this.fieldLength = protocol.limits().fieldLength();
    }

    @Override
    public void playOnPhone(
            PlayOnPhoneType request,
            ExchangeImpersonationType impersonation,
            String mailboxCulture,
            RequestServerVersion requestVersion,
            Holder<PlayOnPhoneResponseMessageType> result,
            Holder<ServerVersionInfo> serverVersion) {
        result.value = answer(PlayOnPhoneResponseMessageType::new, response -> {
            var item = new ItemId(field(request.getItemId().getId(), CallFailure.ITEM_ID_MALFORMED));
            var dialString = new DialString(field(request.getDialString(), CallFailure.INVALID_NUMBER));
            PhoneCallId id = calls.play(caller, item, dialString);
            response.setPhoneCallId(wire(id));
        });
    }

    @Override
    public void getPhoneCallInformation(
            GetPhoneCallInformationType request,
            ExchangeImpersonationType impersonation,
            String mailboxCulture,
            RequestServerVersion requestVersion,
            Holder<GetPhoneCallInformationResponseMessageType> result,
            Holder<ServerVersionInfo> serverVersion) {
        result.value = answer(GetPhoneCallInformationResponseMessageType::new, response -> {
            PhoneCall call = calls.information(caller, id(request.getPhoneCallId()));
            response.setPhoneCallInformation(reporting.describe(call));
        });
    }

    @Override
    public void disconnectPhoneCall(
            DisconnectPhoneCallType request,
            ExchangeImpersonationType impersonation,
            String mailboxCulture,
            RequestServerVersion requestVersion,
            Holder<DisconnectPhoneCallResponseMessageType> result,
            Holder<ServerVersionInfo> serverVersion) {
        result.value = answer(
                DisconnectPhoneCallResponseMessageType::new,
                response -> calls.disconnect(caller, id(request.getPhoneCallId())));
    }

    @Override
    public void getServiceConfiguration(
            GetServiceConfigurationType request,
            ExchangeImpersonationType impersonation,
            String mailboxCulture,
            RequestServerVersion requestVersion,
            Holder<GetServiceConfigurationResponseMessageType> result,
            Holder<ServerVersionInfo> serverVersion) {
        result.value = answer(GetServiceConfigurationResponseMessageType::new, response -> {
            var messages = new ArrayOfServiceConfigurationResponseMessageType();
            for (ServiceConfigurationType name :
                    request.getRequestedConfiguration().getConfigurationName()) {
                messages.getServiceConfigurationResponseMessageType().add(configuration(name));
            }
            response.setResponseMessages(messages);
        });
    }

    private ServiceConfigurationResponseMessageType configuration(ServiceConfigurationType name) {
        var response = new ServiceConfigurationResponseMessageType();
        if (name == ServiceConfigurationType.UNIFIED_MESSAGING_CONFIGURATION) {
            succeed(response);
            response.setUnifiedMessagingConfiguration(unifiedMessaging());
        } else {
            fail(response, ResponseCodes.NO_SUCH_CONFIGURATION);
        }
        return response;
    }

    private UnifiedMessageServiceConfiguration unifiedMessaging() {
        boolean enabled = calls.unifiedMessaging().isEnabledFor(caller.mailbox());
        var configuration = new UnifiedMessageServiceConfiguration();
        configuration.setUmEnabled(enabled);
        configuration.setPlayOnPhoneDialString(calls.unifiedMessaging().dialString());
        configuration.setPlayOnPhoneEnabled(enabled);
        return configuration;
    }

    private PhoneCallId id(PhoneCallIdType wire) {
        String id = field(wire.getId(), CallFailure.UNKNOWN_CALL);
        return PhoneCallId.parse(id).orElseThrow(() -> new CallException(CallFailure.UNKNOWN_CALL));
    }

    private String field(String text, CallFailure tooLong) {
        if (text.length() > fieldLength) {
            throw new CallException(tooLong);
        }
        return text;
    }

    private static PhoneCallIdType wire(PhoneCallId id) {
        var wire = new PhoneCallIdType();
        wire.setId(id.value());
        return wire;
    }

    private static <R extends ResponseMessageType> R answer(Supplier<R> responses, Consumer<R> operation) {
        R response = responses.get();
        try {
            operation.accept(response);
            succeed(response);
        } catch (CallException e) {
            fail(response, ResponseCodes.of(e.failure()));
        }
        return response;
    }

    private static void succeed(ResponseMessageType response) {
        response.setResponseClass(ResponseClassType.SUCCESS);
        response.setResponseCode(NO_ERROR);
    }

    private static void fail(ResponseMessageType response, ResponseCodes.Answer answer) {
        response.setResponseClass(ResponseClassType.ERROR);
        response.setMessageText(answer.text());
        response.setResponseCode(answer.code());
        response.setDescriptiveLinkKey(0);
    }
}
