package org.ewsphone.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ewsphone.client.CallInformation;
import org.ewsphone.client.CallWatch;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.EwsAnswer;
import org.ewsphone.client.EwsClient;
import org.ewsphone.client.EwsErrorException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** PlayOnPhone. */
@Command(
        name = "play",
        description = "Plays a voice message on a telephone (PlayOnPhone), and tells the id of the call.",
        customSynopsis = "java -jar EWS.war play URL --item ID --number NUMBER [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {ClientFlags.PASSWORDS, "%nWith --wait a call that fails ends with 1.", ClientCommand.EXIT_CODES})
final class PlayCommand extends EnvelopeCommand {

    @Option(names = "--item", order = -2, required = true, paramLabel = "ID", description = "The voice message.")
    private String item = "";

    @Option(
            names = "--number",
            order = -1,
            required = true,
            paramLabel = "NUMBER",
            description = "The telephone that rings.")
    private String number = "";

    @Option(
            names = "--wait",
            order = 8,
            arity = "0..1",
            fallbackValue = "answered",
            paramLabel = "answered|over",
            description =
                    "Waits until somebody has picked up or the call has failed, or with =over until it is over, and"
                            + " tells each state on the way.")
    private @Nullable Until wait;

    @Option(
            names = "--every",
            order = 9,
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How often to look meanwhile (${DEFAULT-VALUE}).")
    private int every;

    PlayCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    Envelope envelope() {
        return Envelope.play(item, number);
    }

    @Override
    int answered(EwsAnswer answer, EwsClient client) throws IOException, InterruptedException, EwsErrorException {
        String id = answer.id("PhoneCallId").orElseThrow(() -> new IOException("its answer has no PhoneCallId"));
        Map<String, String> facts = new LinkedHashMap<>(Map.of("PhoneCallId", id));
        if (wait == null) {
            print(facts);
            return ExitCode.OK;
        }
        progress("PhoneCallId " + id);
        Until end = wait;
        CallInformation last = new CallWatch(client, id, Duration.ofSeconds(Math.max(1, every)))
                .until(seen -> end == Until.over ? seen.isOver() : seen.isDecided(), seen -> progress(seen.toString()));
        facts.putAll(last.facts());
        print(facts);
        return last.hasFailed() ? ExitCode.REFUSED : ExitCode.OK;
    }

    /** The words on the command line. */
    @SuppressWarnings("MemberName")
    private enum Until {
        answered,
        over
    }
}
