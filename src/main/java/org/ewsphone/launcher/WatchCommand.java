package org.ewsphone.launcher;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ewsphone.client.CallInformation;
import org.ewsphone.client.CallWatch;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.EwsAnswer;
import org.ewsphone.client.EwsClient;
import org.ewsphone.client.EwsErrorException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** GetPhoneCallInformation, again and again. */
@Command(
        name = "watch",
        description = "Tells each state of a call, a line for each, until it is over.",
        customSynopsis = "java -jar EWS.war watch URL ID [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {ClientFlags.PASSWORDS, "%nA call that fails ends with 1.", ClientCommand.EXIT_CODES})
final class WatchCommand extends CallCommand {

    private final Clock clock = Clock.systemUTC();

    @Option(
            names = "--every",
            order = 8,
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How often to look (${DEFAULT-VALUE}).")
    private int every;

    WatchCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    Envelope envelope() {
        return Envelope.information(id());
    }

    /** The first answer was only to find out that there is such a call. */
    @Override
    int answered(EwsAnswer answer, EwsClient client) throws IOException, InterruptedException, EwsErrorException {
        CallInformation last = new CallWatch(client, id(), Duration.ofSeconds(Math.max(1, every)))
                .until(CallInformation::isOver, this::tell);
        return last.hasFailed() ? ExitCode.REFUSED : ExitCode.OK;
    }

    private void tell(CallInformation seen) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        if (writesJson()) {
            Map<String, String> facts = new LinkedHashMap<>(Map.of("time", now));
            facts.putAll(seen.facts());
            print(facts);
        } else {
            print(Output.oneLine(now + "  " + seen));
        }
    }
}
