package org.ewsphone.launcher;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets a shell know the commands and their flags. */
@Command(
        name = "completion",
        description = "Prints a script by which bash and zsh complete commands and flags of an alias ews-phone.",
        customSynopsis = "java -jar EWS.war completion",
        mixinStandardHelpOptions = true,
        optionListHeading = "%n",
        footer = {
            "%nIn ~/.bashrc:",
            "  alias ews-phone='java -jar /opt/EWS.war'",
            "  source <(ews-phone completion)",
            "%nExit codes: 0 done, 2 a flag to correct%n"
        })
final class CompletionCommand implements Callable<Integer> {

    private static final String ALIAS = "ews-phone";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine()
                    .getOut()
                    .println(AutoComplete.bash(ALIAS, spec.commandLine().getParent()));
            spec.commandLine().getOut().flush();
        }
        return ExitCode.OK;
    }
}
