package org.ewsphone.launcher;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ewsphone.client.AdminApi;
import org.ewsphone.client.ApiRefusalException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The calls of a server, for operators. */
@Command(
        name = "calls",
        description = "Lists the calls of an ews-phone, the newest first. For users with the role operator.",
        customSynopsis = "java -jar EWS.war calls URL [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {ClientFlags.PASSWORDS, ClientCommand.EXIT_CODES})
final class CallsCommand extends ClientCommand {

    private static final List<String> COLUMNS = List.of("id", "state", "cause", "mailbox", "number", "placedAt");

    @Option(names = "--state", order = 7, paramLabel = "STATE", description = "Only those in this state, as Connected.")
    private @Nullable String state;

    @Option(names = "--live", order = 8, description = "Only those that are up.")
    private boolean live;

    @Option(names = "--mailbox", order = 9, paramLabel = "MAILBOX", description = "Only those of this mailbox.")
    private @Nullable String mailbox;

    @Option(
            names = "--limit",
            order = 10,
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many (${DEFAULT-VALUE}).")
    private int limit;

    CallsCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int ask() throws IOException, InterruptedException, ApiRefusalException {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("limit", Integer.toString(limit)));
        put(parameters, "state", state);
        put(parameters, "mailbox", mailbox);
        if (live) {
            parameters.put("live", "true");
        }
        JsonObject page = new AdminApi(client()).get("calls", parameters);
        if (writesJson()) {
            print(page.getJsonArray("calls").toString());
        } else {
            print(COLUMNS, Rows.of(page.getJsonArray("calls"), COLUMNS));
        }
        return ExitCode.OK;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
