import contract.DisconnectPhoneCallResponseMessageType;
import contract.DisconnectPhoneCallType;
import contract.ExchangeServicePortType;
import contract.ExchangeServices;
import contract.ExchangeVersionType;
import contract.GetPhoneCallInformationResponseMessageType;
import contract.GetPhoneCallInformationType;
import contract.GetServiceConfigurationResponseMessageType;
import contract.GetServiceConfigurationType;
import contract.ItemIdType;
import contract.PhoneCallIdType;
import contract.PlayOnPhoneResponseMessageType;
import contract.PlayOnPhoneType;
import contract.RequestServerVersion;
import contract.ResponseMessageType;
import contract.ServerVersionInfo;
import contract.ServiceConfigurationType;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Holder;
import java.net.URI;

/** What somebody writes who has nothing but the contract: plays a message, looks, hangs up, and prints the answers. */
public final class PlayAndHangUp {

    private final ExchangeServicePortType port;
    private final RequestServerVersion version = new RequestServerVersion();

    private PlayAndHangUp(ExchangeServicePortType port) {
        this.port = port;
        version.setVersion(ExchangeVersionType.EXCHANGE_2010);
    }

    /** Takes the contract's URL, a user and the password. */
    public static void main(String[] args) throws Exception {
        ExchangeServicePortType port = new ExchangeServices(URI.create(args[0]).toURL()).getExchangeServicePort();
        var context = ((BindingProvider) port).getRequestContext();
        context.put(BindingProvider.USERNAME_PROPERTY, args[1]);
        context.put(BindingProvider.PASSWORD_PROPERTY, args[2]);
        new PlayAndHangUp(port).run();
    }

    private void run() {
        askForConfiguration();
        PhoneCallIdType call = play("AAMkDemo1", "5550106");
        look(call);
        hangUp(call);
        look(call);
        play("AAMkNobodys", "5550100");
    }

    private void askForConfiguration() {
        var request = new GetServiceConfigurationType();
        var requested = new GetServiceConfigurationType.RequestedConfiguration();
        requested.getConfigurationName().add(ServiceConfigurationType.UNIFIED_MESSAGING_CONFIGURATION);
        request.setRequestedConfiguration(requested);
        var answer = new Holder<GetServiceConfigurationResponseMessageType>();
        var server = new Holder<ServerVersionInfo>();

        port.getServiceConfiguration(request, null, null, version, answer, server);

        var configuration = answer.value
                .getResponseMessages()
                .getServiceConfigurationResponseMessageType()
                .get(0)
                .getUnifiedMessagingConfiguration();
        print("GetServiceConfiguration", answer.value, server.value, "enabled " + configuration.isPlayOnPhoneEnabled());
    }

    private PhoneCallIdType play(String item, String number) {
        var request = new PlayOnPhoneType();
        var id = new ItemIdType();
        id.setId(item);
        request.setItemId(id);
        request.setDialString(number);
        var answer = new Holder<PlayOnPhoneResponseMessageType>();
        var server = new Holder<ServerVersionInfo>();

        port.playOnPhone(request, null, null, version, answer, server);

        PhoneCallIdType call = answer.value.getPhoneCallId();
        print("PlayOnPhone", answer.value, server.value, call == null ? "no call" : "a call");
        return call;
    }

    private void look(PhoneCallIdType call) {
        var request = new GetPhoneCallInformationType();
        request.setPhoneCallId(call);
        var answer = new Holder<GetPhoneCallInformationResponseMessageType>();
        var server = new Holder<ServerVersionInfo>();

        port.getPhoneCallInformation(request, null, null, version, answer, server);

        var information = answer.value.getPhoneCallInformation();
        print(
                "GetPhoneCallInformation",
                answer.value,
                server.value,
                information.getPhoneCallState().value() + " "
                        + information.getConnectionFailureCause().value());
    }

    private void hangUp(PhoneCallIdType call) {
        var request = new DisconnectPhoneCallType();
        request.setPhoneCallId(call);
        var answer = new Holder<DisconnectPhoneCallResponseMessageType>();
        var server = new Holder<ServerVersionInfo>();

        port.disconnectPhoneCall(request, null, null, version, answer, server);

        print("DisconnectPhoneCall", answer.value, server.value, "done");
    }

    private static void print(String operation, ResponseMessageType answer, ServerVersionInfo server, String rest) {
        System.out.println(String.join(
                " ",
                operation,
                answer.getResponseClass().value(),
                answer.getResponseCode().value(),
                server.getVersion() + "/" + server.getMajorBuildNumber(),
                rest));
    }
}
