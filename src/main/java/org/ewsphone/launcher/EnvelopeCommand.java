package org.ewsphone.launcher;

import java.io.IOException;
import java.util.Map;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.EwsAnswer;
import org.ewsphone.client.EwsClient;
import org.ewsphone.client.EwsErrorException;
import picocli.CommandLine.Option;

/** A command that sends one envelope, or only shows it. */
abstract class EnvelopeCommand extends ClientCommand {

    @Option(names = "--dry-run", order = 7, description = "Prints the envelope and sends nothing; needs no user.")
    private boolean dryRun;

    EnvelopeCommand(Map<String, String> environment) {
        super(environment);
    }

    /** What is asked. */
    abstract Envelope envelope();

    /** What is done with a good answer; returns the exit code. */
    abstract int answered(EwsAnswer answer, EwsClient client)
            throws IOException, InterruptedException, EwsErrorException;

    @Override
    final int ask() throws IOException, InterruptedException, EwsErrorException {
        if (dryRun) {
            print(envelope().text());
            return ExitCode.OK;
        }
        EwsClient client = client();
        return answered(client.ask(envelope()), client);
    }
}
