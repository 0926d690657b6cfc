package org.ewsphone.launcher;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ewsphone.client.AdminApi;
import org.ewsphone.client.ApiRefusalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What clients sent to a server, for operators. */
@Command(
        name = "journal",
        description =
                "Lists the last requests to an ews-phone and how they were answered, the newest first, or shows one of"
                        + " them with its envelopes. For users with the role operator.",
        customSynopsis = "java -jar EWS.war journal URL [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {ClientFlags.PASSWORDS, ClientCommand.EXIT_CODES})
final class JournalCommand extends ClientCommand {

    private static final List<String> COLUMNS =
            List.of("number", "at", "operation", "code", "caller", "address", "ms", "call");

    @Option(
            names = "--entry",
            order = 7,
            paramLabel = "NUMBER",
            description = "Only this one, with its envelopes and why it was answered so.")
    private int entry;

    @Option(names = "--operation", order = 8, paramLabel = "NAME", description = "Only this operation.")
    private String operation = "";

    @Option(names = "--code", order = 9, paramLabel = "CODE", description = "Only this response code.")
    private String code = "";

    @Option(names = "--call", order = 10, paramLabel = "ID", description = "Only what is about this call.")
    private String call = "";

    @Option(
            names = "--limit",
            order = 11,
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many (${DEFAULT-VALUE}).")
    private int limit;

    JournalCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int ask() throws IOException, InterruptedException, ApiRefusalException {
        var api = new AdminApi(client());
        if (entry > 0) {
            show(api.get("journal/" + entry, Map.of()));
        } else {
            list(api.get("journal", parameters()));
        }
        return ExitCode.OK;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>(
                Map.of("limit", Integer.toString(limit), "operation", operation, "code", code, "call", call));
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    private void list(JsonObject page) {
        if (writesJson()) {
            print(page.getJsonArray("entries").toString());
        } else {
            print(COLUMNS, Rows.of(page.getJsonArray("entries"), COLUMNS));
        }
    }

    private void show(JsonObject one) {
        if (writesJson()) {
            print(one.toString());
            return;
        }
        Map<String, String> facts = new LinkedHashMap<>();
        COLUMNS.stream().filter(one::containsKey).forEach(name -> facts.put(name, text(one, name)));
        print(facts);
        one.getJsonArray("findings")
                .getValuesAs(JsonObject.class)
                .forEach(finding -> print(Output.oneLine(finding.getString("text"))));
        for (String body : List.of("requestBody", "answerBody")) {
            print("");
            one.getJsonObject(body)
                    .getString("text", "")
                    .lines()
                    .map(Output::oneLine)
                    .forEach(this::print);
        }
    }

    private static String text(JsonObject object, String name) {
        return Rows.of(Json.createArrayBuilder().add(object).build(), List.of(name))
                .get(0)
                .get(0);
    }
}
