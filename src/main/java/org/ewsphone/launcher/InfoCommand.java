package org.ewsphone.launcher;

import java.util.Map;
import org.ewsphone.client.CallInformation;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.EwsAnswer;
import org.ewsphone.client.EwsClient;
import picocli.CommandLine.Command;

/** GetPhoneCallInformation. */
@Command(
        name = "info",
        description = "Tells how a call is (GetPhoneCallInformation).",
        customSynopsis = "java -jar EWS.war info URL ID [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {ClientFlags.PASSWORDS, ClientCommand.EXIT_CODES})
final class InfoCommand extends CallCommand {

    InfoCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    Envelope envelope() {
        return Envelope.information(id());
    }

    @Override
    int answered(EwsAnswer answer, EwsClient client) {
        print(CallInformation.of(answer).facts());
        return ExitCode.OK;
    }
}
