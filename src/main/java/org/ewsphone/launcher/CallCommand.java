package org.ewsphone.launcher;

import java.util.Map;
import picocli.CommandLine.Parameters;

/** A command about one call. */
abstract class CallCommand extends EnvelopeCommand {

    @Parameters(index = "1", paramLabel = "ID", description = "The PhoneCallId, as play tells it.")
    private String id = "";

    CallCommand(Map<String, String> environment) {
        super(environment);
    }

    final String id() {
        return id;
    }
}
