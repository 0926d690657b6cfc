package org.ewsphone.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ewsphone.call.CallControl;
import org.ewsphone.call.CallException;
import org.ewsphone.call.Caller;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallId;

/** The journal: which requests there were, and one of them with its envelopes. */
final class JournalRoutes {

    private static final int USUAL_PAGE = 100;
    private static final int MOST_ENTRIES = 1000;

    private final Journal journal;
    private final CallControl calls;

    JournalRoutes(Journal journal, CallControl calls) {
        this.journal = journal;
        this.calls = calls;
    }

    Stream<Route> routes() {
        return Stream.of(
                new Route("GET", "/journal", "listJournal", this::list),
                new Route("GET", "/journal/{entry}", "getJournalEntry", this::one));
    }

    private Answer list(Question question) {
        int limit = (int) question.number("limit", USUAL_PAGE, 1, MOST_ENTRIES);
        List<JournalEntry> wanted = journal.before(question.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE))
                .filter(filter(question))
                .limit(limit + 1L)
                .toList();
        JsonArrayBuilder page = Words.JSON.createArrayBuilder();
        wanted.stream().limit(limit).map(Words::entry).forEach(page::add);
        JsonObjectBuilder answer =
                Words.JSON.createObjectBuilder().add("newest", journal.newest()).add("entries", page);
        if (wanted.size() > limit) {
            answer.add("next", wanted.get(limit - 1).number());
        }
        return Answer.json(answer);
    }

    private static Predicate<JournalEntry> filter(Question question) {
        Predicate<JournalEntry> operation = question.parameter("operation")
                .<Predicate<JournalEntry>>map(name -> entry ->
                        entry.operation().operation().filter(name::equals).isPresent())
                .orElse(entry -> true);
        Predicate<JournalEntry> code = question.parameter("code")
                .<Predicate<JournalEntry>>map(
                        name -> entry -> entry.operation().code().equals(name))
                .orElse(entry -> true);
        Predicate<JournalEntry> call = question.parameter("call")
                .<Predicate<JournalEntry>>map(id -> entry -> entry.isAbout(id))
                .orElse(entry -> true);
        return operation.and(code).and(call);
    }

    private Answer one(Question question) {
        String number = question.place(0);
        JournalEntry entry = Optional.of(number)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .flatMap(journal::find)
                .orElseThrow(
                        () -> Problem.notFound("The journal has no entry of this number any more. It keeps the last"
                                + " requests only, as many as journal.size says."));
        JsonArrayBuilder findings = Words.JSON.createArrayBuilder();
        new Explanation(entry, id -> known(question.caller(), id))
                .findings()
                .forEach(finding -> findings.add(json(finding)));
        return Answer.json(Words.entry(entry)
                .add("requestBody", body(entry.request(), entry.requestSize()))
                .add("answerBody", body(entry.answer(), entry.answerSize()))
                .add("findings", findings));
    }

    private Optional<PhoneCall> known(Caller caller, PhoneCallId id) {
        try {
            return Optional.of(calls.information(caller, id));
        } catch (CallException e) {
            return Optional.empty();
        }
    }

    private static JsonObjectBuilder body(byte[] kept, int size) {
        return Words.JSON
                .createObjectBuilder()
                .add("text", EnvelopeText.of(kept))
                .add("bytes", size)
                .add("complete", kept.length == size);
    }

    private static JsonObjectBuilder json(Finding finding) {
        JsonObjectBuilder values = Words.JSON.createObjectBuilder();
        finding.values().forEach(values::add);
        return Words.JSON
                .createObjectBuilder()
                .add("kind", Words.of(finding.kind()))
                .add("text", finding.text())
                .add("values", values);
    }
}
