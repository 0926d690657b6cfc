package org.ewsphone.launcher;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command with something to tell. What it was asked for goes to the output, all else to the errors. */
abstract class TerminalCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    final PrintWriter out() {
        return command().commandLine().getOut();
    }

    final PrintWriter err() {
        return command().commandLine().getErr();
    }

    /** For a flag that cannot be used as it is. */
    final ParameterException refused(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("Only the command line runs commands");
        }
        return spec;
    }
}
