package org.ewsphone.launcher;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ewsphone.client.AdminApi;
import org.ewsphone.client.ApiRefusalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The simulated telephone network of a server, for whoever tests a client. */
@Command(
        name = "simulate",
        description = {
            "Says what happens in the simulated telephone network of an ews-phone. For users with the role operator.",
            "Without a verb it lists who is there. The verbs:",
            "  next NUMBER BEHAVIOUR...  what the next calls to the number meet, one after the other",
            "  call MAILBOX NUMBER       somebody with this number calls the mailbox",
            "  event ID EVENT            the other end of a call rings, answers, transfers, hangs-up or is-busy",
            "  reset                     everybody hangs up, and does again what the script says",
            "Behaviours: answers, answers-late, hangs-up, answers-while-cancelled, no-answer, busy, unavailable,"
                    + " declines, overloaded, rejects, gateway-down, gateway-refuses, no-gateway, slow-gateway"
        },
        customSynopsis = "java -jar EWS.war simulate URL [VERB ARGUMENTS] [FLAGS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {ClientFlags.PASSWORDS, ClientCommand.EXIT_CODES})
final class SimulateCommand extends ClientCommand {

    private static final List<String> COLUMNS = List.of("number", "usually", "next");

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "VERB ARGUMENTS", description = "What happens.")
    private List<String> words = List.of();

    SimulateCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int ask() throws IOException, InterruptedException, ApiRefusalException {
        String verb = words.isEmpty() ? "" : words.get(0);
        switch (verb) {
            case "" -> list(new AdminApi(client()).get("town", Map.of()));
            case "next" -> next();
            case "call" -> ring();
            case "event" -> event();
            case "reset" -> {
                need(1, "reset");
                send("POST", "town/reset", Json.createObjectBuilder());
            }
            default -> throw refused("There is no verb " + verb + " but next, call, event and reset");
        }
        return ExitCode.OK;
    }

    private void next() throws IOException, InterruptedException, ApiRefusalException {
        if (words.size() < 3) {
            throw refused("It is: next NUMBER BEHAVIOUR...");
        }
        JsonArrayBuilder behaviours = Json.createArrayBuilder();
        words.stream()
                .skip(2)
                .forEach(word -> behaviours.add(Json.createObjectBuilder().add("does", word)));
        send(
                "PUT",
                "town/subscribers/" + AdminApi.encoded(words.get(1)) + "/next",
                Json.createObjectBuilder().add("next", behaviours));
    }

    private void ring() throws IOException, InterruptedException, ApiRefusalException {
        need(3, "call MAILBOX NUMBER");
        send(
                "POST",
                "town/calls",
                Json.createObjectBuilder().add("mailbox", words.get(1)).add("number", words.get(2)));
    }

    private void event() throws IOException, InterruptedException, ApiRefusalException {
        need(3, "event ID EVENT");
        send(
                "POST",
                "town/calls/" + AdminApi.encoded(words.get(1)) + "/events",
                Json.createObjectBuilder().add("event", words.get(2)));
    }

    private void need(int count, String usage) {
        if (words.size() != count) {
            throw refused("It is: " + usage);
        }
    }

    private void send(String method, String path, JsonObjectBuilder body)
            throws IOException, InterruptedException, ApiRefusalException {
        JsonObject answer = new AdminApi(client()).send(method, path, body.build());
        if (writesJson()) {
            print(answer.toString());
        } else {
            print(answer.containsKey("id") ? "PhoneCallId  " + answer.getString("id") : "done");
        }
    }

    private void list(JsonObject town) {
        if (writesJson()) {
            print(town.toString());
        } else {
            print(COLUMNS, Rows.of(town.getJsonArray("subscribers"), COLUMNS));
        }
    }
}
