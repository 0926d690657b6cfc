package org.ewsphone.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.PhoneCall;

/** Calls: which there are, one of them, and its end. */
final class CallRoutes {

    private static final int USUAL_PAGE = 100;
    private static final int MOST_CALLS = 1000;

    /** A page ends anywhere among calls that were placed at the same time, so the id counts, too. */
    private static final Comparator<PhoneCall> NEWEST_FIRST = Comparator.comparing(PhoneCall::placedAt)
            .thenComparing(call -> call.id().value())
            .reversed();

    private final CallControl calls;
    private final Timelines timelines;
    private final Journal journal;

    CallRoutes(CallControl calls, Timelines timelines, Journal journal) {
        this.calls = calls;
        this.timelines = timelines;
        this.journal = journal;
    }

    Stream<Route> routes() {
        return Stream.of(
                new Route("GET", "/calls", "listCalls", this::list),
                new Route("GET", "/calls/{call}", "getCall", this::one),
                new Route("POST", "/calls/{call}/hang-up", "hangUp", this::hangUp));
    }

    private Answer list(Question question) {
        int limit = (int) question.number("limit", USUAL_PAGE, 1, MOST_CALLS);
        List<PhoneCall> wanted = calls.calls(question.caller())
                .filter(filter(question))
                .sorted(NEWEST_FIRST)
                .toList();
        List<PhoneCall> rest = question.parameter("after")
                .map(Cursor::parse)
                .map(cursor -> wanted.stream().filter(cursor::isBefore).toList())
                .orElse(wanted);
        JsonArrayBuilder page = Words.JSON.createArrayBuilder();
        rest.stream().limit(limit).map(Words::call).forEach(page::add);
        JsonObjectBuilder answer =
                Words.JSON.createObjectBuilder().add("total", wanted.size()).add("calls", page);
        if (rest.size() > limit) {
            answer.add("next", Cursor.at(rest.get(limit - 1)));
        }
        return Answer.json(answer);
    }

    private static Predicate<PhoneCall> filter(Question question) {
        Predicate<PhoneCall> state = question.parameter("state")
                .<Predicate<PhoneCall>>map(
                        name -> call -> Words.of(call.state()).equalsIgnoreCase(name))
                .orElse(call -> true);
        Predicate<PhoneCall> mailbox = question.parameter("mailbox")
                .map(name -> name.toLowerCase(Locale.ROOT))
                .<Predicate<PhoneCall>>map(name -> call -> call.mailbox().equals(name))
                .orElse(call -> true);
        Predicate<PhoneCall> number = question.parameter("number")
                .<Predicate<PhoneCall>>map(
                        part -> call -> call.destination().address().contains(part))
                .orElse(call -> true);
        Predicate<PhoneCall> live = question.parameter("live")
                .map(CallRoutes::flag)
                .<Predicate<PhoneCall>>map(wanted -> call -> call.isOver() != wanted)
                .orElse(call -> true);
        return state.and(mailbox).and(number).and(live);
    }

    private static boolean flag(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw Problem.badRequest("The parameter live must be true or false.");
    }

    private Answer one(Question question) {
        PhoneCall call = calls.information(question.caller(), question.callId(0));
        JsonArrayBuilder steps = Words.JSON.createArrayBuilder();
        timelines.of(call.id()).stream().map(Words::step).forEach(steps::add);
        JsonArrayBuilder entries = Words.JSON.createArrayBuilder();
        journal.before(Long.MAX_VALUE)
                .filter(entry -> entry.isAbout(call.id().value()))
                .map(Words::entry)
                .forEach(entries::add);
        return Answer.json(Words.call(call).add("steps", steps).add("journal", entries));
    }

    private Answer hangUp(Question question) {
        calls.disconnect(question.caller(), question.callId(0));
        return Answer.json(Words.call(calls.information(question.caller(), question.callId(0))));
    }
}
