package org.ewsphone.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ewsphone.config.SettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. A further command is one class, and one line in {@link #commandLine}. */
@Command(name = "java -jar EWS.war", mixinStandardHelpOptions = true)
public final class EwsPhone {

    /** What asks about all commands. {@link Main} is not to be asked: it is on the other side of the class loader. */
    private static final Set<String> ABOUT_ALL = Set.of("-h", "--help", "-V", "--version");

    private static final String DEFAULT_COMMAND = "serve";

    private EwsPhone() {}

    /** Runs the command that the arguments name, {@code serve} when they name none; returns the exit code. */
    public static int run(Path directory, String[] args) {
        keepTheLogOpen();
        var installation = new Installation(directory);
        return run(
                onlyServes(args) ? serving(new CommandLine(new ServeCommand(installation))) : commandLine(installation),
                args);
    }

    /** A start need not learn of all other commands: that takes longer than to read its own flags. */
    private static boolean onlyServes(String... args) {
        return (args.length == 0 || args[0].startsWith("-") || args[0].equals(DEFAULT_COMMAND))
                && Arrays.stream(args).noneMatch(ABOUT_ALL::contains);
    }

    /** Before anybody logs; and here, because the class itself would begin the log. */
    private static void keepTheLogOpen() {
        if (System.getProperty("java.util.logging.manager") == null) {
            System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        }
    }

    static int run(CommandLine commandLine, String... args) {
        boolean named = args.length > 0 && commandLine.getSubcommands().containsKey(args[0]);
        return commandLine.execute(
                named
                        ? args
                        : Stream.concat(Stream.of(DEFAULT_COMMAND), Arrays.stream(args))
                                .toArray(String[]::new));
    }

    static CommandLine commandLine(Installation installation) {
        Map<String, String> environment = System.getenv();
        var serve = new CommandLine(new ServeCommand(installation));
        CommandLine commandLine = serving(serve)
                .addSubcommand("health", new HealthCommand())
                .addSubcommand("rehearse", new RehearseCommand(installation))
                .addSubcommand("conform", new ConformCommand(environment))
                .addSubcommand("doctor", new DoctorCommand(environment))
                .addSubcommand("play", new PlayCommand(environment))
                .addSubcommand("info", new InfoCommand(environment))
                .addSubcommand("watch", new WatchCommand(environment))
                .addSubcommand("disconnect", new DisconnectCommand(environment))
                .addSubcommand("calls", new CallsCommand(environment))
                .addSubcommand("journal", new JournalCommand(environment))
                .addSubcommand("simulate", new SimulateCommand(environment))
                .addSubcommand("version", new VersionCommand(installation))
                .addSubcommand("completion", new CompletionCommand());
        commandLine
                .getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec()
                        .versionProvider(() -> new String[] {"ews-phone " + installation.version()}));
        serve.getCommandSpec().usageMessage().footer(commands(commandLine));
        return handled(commandLine);
    }

    private static CommandLine serving(CommandLine serve) {
        return handled(new CommandLine(new EwsPhone()).addSubcommand(DEFAULT_COMMAND, serve));
    }

    /** These hold for the subcommands that there are by now. */
    private static CommandLine handled(CommandLine commandLine) {
        return commandLine
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(EwsPhone::refused)
                .setExecutionExceptionHandler(EwsPhone::failed);
    }

    /** Whoever asks the file itself for help shall learn of all of them. */
    private static String[] commands(CommandLine commandLine) {
        Stream<String> commands = commandLine.getSubcommands().entrySet().stream()
                .map(command -> String.format(
                        "  %-10s  %s",
                        command.getKey(),
                        command.getValue().getCommandSpec().usageMessage().description()[0]));
        return Stream.of(Stream.of("", "Commands, serve when none is named; COMMAND --help tells more:"), commands)
                .flatMap(lines -> lines)
                .toArray(String[]::new);
    }

    private static int refused(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("--help lists all flags.");
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof SettingException) {
            err.println(e.getMessage());
            return ExitCode.USAGE;
        }
        if (e instanceof CannotListenException) {
            err.println(e.getMessage());
            return ExitCode.CANNOT_LISTEN;
        }
        log().error("The server could not go on", e);
        err.println("The server could not go on: " + e + ". The log tells more.");
        return ExitCode.FAILED;
    }

    /** Not a constant: what only asks needs no log. */
    private static Logger log() {
        return LoggerFactory.getLogger(EwsPhone.class);
    }
}
