package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Whoever asks a command for help, or reads about it, learns of everything that it takes. */
final class CommandHelpTest {

    private static final Path DOCUMENT = Path.of("src/docs/commands.md");

    static Stream<String> commands() {
        return commandLine(new StringWriter()).getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_help_of_a_command_tells_everything_that_it_takes(String command) {
        var out = new StringWriter();

        assertEquals(ExitCode.OK, EwsPhone.run(commandLine(out), command, "--help"));

        CommandSpec spec = spec(command);
        assertTrue(spec.usageMessage().description()[0].endsWith("."), "A sentence says what it does");
        spec.options().forEach(option -> {
            assertTrue(out.toString().contains(option.longestName()), option.longestName());
            assertTrue(option.description().length > 0, option.longestName() + " is not described");
        });
        spec.positionalParameters()
                .forEach(parameter -> assertTrue(parameter.description().length > 0, parameter.paramLabel()));
        assertTrue(out.toString().contains("Exit codes: 0 "), "It tells how it ends");
        assertTrue(out.toString().contains("java -jar EWS.war"), "It tells how it is written");
    }

    @Test
    void the_help_of_the_file_names_every_command() {
        var out = new StringWriter();

        EwsPhone.run(commandLine(out), "--help");

        commands().forEach(command -> assertTrue(out.toString().contains("\n  " + command + " "), command));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_document_tells_of_every_command_and_flag(String command) throws IOException {
        String document = Files.readString(DOCUMENT);

        assertTrue(document.contains("\n## " + command + "\n"), "It has no section " + command);
        spec(command)
                .options()
                .forEach(option -> assertTrue(document.contains(option.longestName()), option.longestName()));
    }

    /** Or the file would make a home directory for whoever only asks another server. */
    @Test
    void the_file_knows_which_commands_need_no_home() {
        Set<String> needHome = Set.of("serve", "health");
        Set<String> others = new TreeSet<>(commands().toList());
        others.removeAll(needHome);

        assertEquals(others, new TreeSet<>(Main.ASKING));
    }

    private static CommandSpec spec(String command) {
        return Objects.requireNonNull(
                        commandLine(new StringWriter()).getSubcommands().get(command))
                .getCommandSpec();
    }

    private static CommandLine commandLine(StringWriter out) {
        return EwsPhone.commandLine(new Installation(Path.of("target"))).setOut(new PrintWriter(out, true));
    }
}
