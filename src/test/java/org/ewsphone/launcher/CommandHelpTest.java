package org.ewsphone.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.app.Application;
import org.ewsphone.config.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Whoever asks a command for help, or reads about it, learns of everything that it takes, and of nothing else. */
final class CommandHelpTest {

    private static final Path DOCUMENT = Path.of("src/docs/commands.md");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern EXIT_CODE = Pattern.compile("([0-4]) [a-z]");
    private static final Pattern DOCUMENTED_CODE = Pattern.compile("(?m)^\\| ([0-9]+) \\|");

    /** Every command takes them, and the document says so once. */
    private static final Set<String> COMMON = Set.of("--help", "--version");

    static Stream<String> commands() {
        return commandLine(new StringWriter()).getSubcommands().keySet().stream();
    }

    static Stream<String> commandsThatAskAServer() {
        return commands().filter(command -> spec(command).optionsMap().containsKey("--password-file"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_help_of_a_command_tells_everything_that_it_takes(String command) {
        String help = help(command);

        CommandSpec spec = spec(command);
        assertTrue(spec.usageMessage().description()[0].endsWith("."), "A sentence says what it does");
        spec.options().forEach(option -> {
            assertTrue(Set.of(option.names()).stream().allMatch(help::contains), option.longestName());
            assertTrue(option.description().length > 0, option.longestName() + " is not described");
            assertTrue(
                    option.description()[0].endsWith("."),
                    option.longestName() + " is not described by a sentence: " + option.description()[0]);
        });
        spec.positionalParameters()
                .forEach(parameter -> assertTrue(parameter.description().length > 0, parameter.paramLabel()));
        assertTrue(help.contains("java -jar EWS.war"), "It tells how it is written");
        assertEquals(
                spec.options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .filter(name -> name.startsWith("--"))
                        .collect(Collectors.toCollection(TreeSet::new)),
                flags(help.replaceAll("(?s)Commands, serve.*", "").replaceAll("serve\\s+--print-config", "")),
                "It names no flag that is not taken");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_help_of_a_command_tells_what_counts_when_a_flag_is_not_given(String command) {
        String help = oneLine(help(command));

        for (OptionSpec option : spec(command).options()) {
            Optional<String> fallback = byDefault(option);
            if (fallback.isPresent()) {
                assertTrue(
                        help.contains(oneLine(described(option)))
                                && Pattern.compile("\\([^)]*" + Pattern.quote(fallback.get()))
                                        .matcher(described(option))
                                        .find(),
                        option.longestName() + " has the default " + fallback.get() + ": " + described(option));
            }
        }
    }

    /** What picocli knows, or the setting of the same name. */
    private static Optional<String> byDefault(OptionSpec option) {
        Optional<String> own = Optional.ofNullable(option.defaultValue());
        Optional<Setting<?>> setting = Application.knownSettings().stream()
                .filter(one -> option.longestName().equals("--" + one.name()))
                .findFirst();
        Optional<String> ofSetting =
                setting.flatMap(Setting::byDefault).map(text -> text.replace(System.getProperty("user.home"), "~"));
        return own.or(() -> ofSetting);
    }

    private static String described(OptionSpec option) {
        return option.description()[0].replace("${DEFAULT-VALUE}", Objects.toString(option.defaultValue()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_help_of_a_command_tells_its_exit_codes(String command) {
        String codes = oneLine(help(command)).replaceFirst(".*Exit codes: ", "");
        List<String> told = EXIT_CODE
                .matcher(codes.replaceFirst("Commands, serve.*", ""))
                .results()
                .map(match -> match.group(1))
                .toList();

        boolean asks = commandsThatAskAServer().anyMatch(command::equals);
        boolean serves = command.equals("serve");
        assertEquals(
                asks
                        ? List.of("0", "1", "2", "3", "4")
                        : serves
                                ? List.of("0", "1", "2", "3")
                                : command.equals("health")
                                        ? List.of("0", "2", "3")
                                        : command.equals("rehearse") ? List.of("0", "1", "2") : List.of("0", "2"),
                told,
                codes);
    }

    @Test
    void the_help_of_the_file_names_every_command() {
        var out = new StringWriter();

        EwsPhone.run(commandLine(out), "--help");

        assertEquals(
                commands().toList(),
                Pattern.compile("(?m)^  ([a-z]+) {2,}\\S")
                        .matcher(out.toString().replaceFirst("(?s).*Commands, serve", ""))
                        .results()
                        .map(match -> match.group(1))
                        .toList());
    }

    @Test
    void the_document_has_a_section_for_every_command_and_for_nothing_else() throws IOException {
        assertEquals(
                new TreeSet<>(commands().toList()), new TreeSet<>(sections().keySet()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_section_of_a_command_names_its_own_flags_with_their_defaults(String command) throws IOException {
        String section = Objects.requireNonNull(sections().get(command), "It has no section " + command);
        Set<String> toldBefore = common(command);
        List<OptionSpec> own = spec(command).options().stream()
                .filter(option -> !toldBefore.contains(option.longestName()))
                .toList();

        for (OptionSpec option : own) {
            assertTrue(section.contains("`" + option.longestName()), option.longestName() + " is not there");
            Optional.ofNullable(option.defaultValue())
                    .filter(text -> text.matches("[0-9]+"))
                    .ifPresent(text -> assertTrue(
                            section.matches("(?s).*" + option.longestName() + "\\b[^;.]*\\b" + text + "\\b.*"),
                            option.longestName() + " without its default " + text));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_section_of_a_command_names_no_flag_that_it_does_not_take(String command) throws IOException {
        Set<String> named = flags(Objects.requireNonNull(sections().get(command)));
        named.removeAll(spec(command).optionsMap().keySet());

        assertEquals(Set.of(), named);
    }

    /** What stands before the sections: flags of every command, and of every command that asks a server. */
    @Test
    void the_flags_that_commands_have_in_common_are_told_once() throws IOException {
        String beginning = beginning();
        String table = beginning.substring(beginning.indexOf("| flag | |"), beginning.indexOf("| exit code | |"));
        Set<String> inCommon = commandsThatAskAServer()
                .map(command -> spec(command).optionsMap().keySet())
                .reduce(CommandHelpTest::both)
                .orElseThrow()
                .stream()
                .filter(name -> name.startsWith("--"))
                .collect(Collectors.toCollection(TreeSet::new));
        inCommon.removeAll(COMMON);

        assertEquals(inCommon, flags(table));
        for (String name : inCommon) {
            Optional.ofNullable(Objects.requireNonNull(spec("play").optionsMap().get(name))
                            .defaultValue())
                    .ifPresent(text -> assertTrue(
                            Pattern.compile("(?m)^\\| `" + name + "[ `].*\\b" + text + "\\b")
                                    .matcher(table)
                                    .find(),
                            name + " without its default " + text));
        }
        COMMON.forEach(name -> assertTrue(beginning.contains("`" + name + "`"), name));
    }

    @Test
    void the_document_tells_every_exit_code() throws Exception {
        Set<Integer> codes = new TreeSet<>();
        for (var field : ExitCode.class.getDeclaredFields()) {
            codes.add(field.getInt(null));
        }

        assertEquals(
                codes,
                DOCUMENTED_CODE
                        .matcher(beginning())
                        .results()
                        .map(match -> Integer.valueOf(match.group(1)))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The verbs of simulate are words, not flags. */
    @Test
    void what_can_be_simulated_is_told_in_full() throws IOException {
        String help = oneLine(help("simulate"));
        String section = Objects.requireNonNull(sections().get("simulate"));

        for (String verb : List.of("next", "call", "event", "reset")) {
            assertTrue(help.contains(" " + verb + " "), verb);
            assertTrue(section.contains("\n| `" + verb), verb);
        }
        assertEquals(
                behaviours(),
                new TreeSet<>(List.of(
                        help.replaceFirst(".*Behaviours: (.+?) URL .*", "$1").split(", ?", -1))));
    }

    private static Set<String> behaviours() throws IOException {
        try (InputStream schema = Objects.requireNonNull(
                        Application.class.getResourceAsStream("/org/ewsphone/gateway/simulated/script.schema.json"));
                var reader = Json.createReader(schema)) {
            Set<String> found = new TreeSet<>();
            collect(reader.readObject(), found);
            return found;
        }
    }

    /** The constants of the schema that are told with what they do. */
    private static void collect(JsonValue value, Set<String> found) {
        if (value instanceof JsonObject object) {
            if (object.containsKey("const") && object.containsKey("description")) {
                found.add(object.getString("const"));
            }
            object.values().forEach(one -> collect(one, found));
        } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            value.asJsonArray().forEach(one -> collect(one, found));
        }
    }

    /** Or the file would make a home directory for whoever only asks another server. */
    @Test
    void the_file_knows_which_commands_need_no_home() {
        Set<String> needHome = Set.of("serve", "health");
        Set<String> others = new TreeSet<>(commands().toList());
        others.removeAll(needHome);

        assertEquals(others, new TreeSet<>(Main.ASKING));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }

    /** The flags that the document has told before it comes to this command. */
    private static Set<String> common(String command) throws IOException {
        Set<String> common = new TreeSet<>(COMMON);
        if (commandsThatAskAServer().anyMatch(command::equals)) {
            common.addAll(flags(beginning()));
        }
        return common;
    }

    private static Set<String> flags(String text) {
        return FLAG.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String beginning() throws IOException {
        String document = Files.readString(DOCUMENT);
        return document.substring(0, document.indexOf("\n## "));
    }

    private static Map<String, String> sections() throws IOException {
        String document = Files.readString(DOCUMENT);
        List<MatchResult> heads = SECTION.matcher(document).results().toList();
        Map<String, String> sections = new LinkedHashMap<>();
        for (int i = 0; i < heads.size(); i++) {
            int end = i + 1 < heads.size() ? heads.get(i + 1).start() : document.length();
            sections.put(heads.get(i).group(1), document.substring(heads.get(i).end(), end));
        }
        return sections;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R\\s*", " ");
    }

    private static String help(String command) {
        var out = new StringWriter();
        assertEquals(ExitCode.OK, EwsPhone.run(commandLine(out), command, "--help"));
        return out.toString();
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
