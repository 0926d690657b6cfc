package org.ewsphone.launcher;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what this is. */
@Command(
        name = "version",
        description =
                "Tells the version of this file and of the Java that runs it; that of a server is told by doctor.",
        customSynopsis = "java -jar EWS.war version",
        mixinStandardHelpOptions = true,
        optionListHeading = "%n",
        footer = "%nExit codes: 0 done, 2 a flag to correct%n")
final class VersionCommand implements Callable<Integer> {

    private final Installation installation;

    @Spec
    private @Nullable CommandSpec spec;

    VersionCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().getOut().println("ews-phone " + installation.version() + ", Java " + Runtime.version());
            spec.commandLine().getOut().flush();
        }
        return ExitCode.OK;
    }
}
