package org.ewsphone.launcher;

import java.util.Map;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.EwsAnswer;
import org.ewsphone.client.EwsClient;
import picocli.CommandLine.Command;

/** DisconnectPhoneCall. */
@Command(
        name = "disconnect",
        description = "Ends a call (DisconnectPhoneCall). One that is over already is a success.",
        customSynopsis = "java -jar EWS.war disconnect URL ID [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {ClientFlags.PASSWORDS, ClientCommand.EXIT_CODES})
final class DisconnectCommand extends CallCommand {

    DisconnectCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    Envelope envelope() {
        return Envelope.disconnect(id());
    }

    @Override
    int answered(EwsAnswer answer, EwsClient client) {
        print(Map.of("ResponseCode", answer.code()));
        return ExitCode.OK;
    }
}
