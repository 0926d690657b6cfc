package org.ewsphone.conform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ewsphone.client.LoginRefusedException;

/** The suite: what EWS' telephone operations promise, put to one server. */
public final class Conformance {

    private static final int AT_ONCE = 4;
    private static final int CALLS_AT_ONCE = 2;

    private static final List<Check> CHECKS = Stream.of(
                    NamesAndFiles.checks(),
                    Shapes.checks(),
                    ReadableAnswers.checks(),
                    Faults.checks(),
                    Codes.checks(),
                    Versions.checks(),
                    Dialects.checks(),
                    Spelling.checks(),
                    Carriage.checks(),
                    RequestIds.checks(),
                    Refusals.checks(),
                    Identity.checks(),
                    Limits.checks(),
                    Calls.checks(),
                    Sample.checks())
            .flatMap(checks -> checks)
            .toList();

    private final Server server;

    private Conformance(Server server) {
        this.server = server;
    }

    /**
     * The suite for a server that answers and knows the caller.
     *
     * @throws IOException when it does not answer
     * @throws LoginRefusedException when it does not know the caller
     */
    public static Conformance of(Target target) throws IOException {
        var server = new Server(target);
        Response response = server.send(server.harmless());
        if (response.status() == 401) {
            throw new LoginRefusedException(target.login().name());
        }
        return new Conformance(server);
    }

    /** Every check there is, in the order of the sections. */
    public static List<Check> checks() {
        return Arrays.stream(Section.values())
                .flatMap(section -> CHECKS.stream().filter(section::has))
                .toList();
    }

    /** What the server says it is and how it is set, as far as it tells. */
    public List<String> portrait() throws IOException {
        List<String> portrait = new ArrayList<>();
        tell(portrait, () -> "It says it is " + server.ask(server.harmless()).version());
        tell(portrait, () -> server.versions().words());
        tell(portrait, () -> server.dialects().words());
        return portrait;
    }

    @SuppressWarnings("EmptyCatch") // the checks tell what is wrong with it
    private static void tell(List<String> portrait, Question question) throws IOException {
        try {
            portrait.add(question.answer());
        } catch (Contradiction e) {
            // Nothing to tell
        }
    }

    /** Makes the chosen checks and hands over what came of each, in their order. */
    public List<Result> run(Predicate<Check> chosen, Consumer<Result> listener) throws InterruptedException {
        return server.hasOneTelephone() ? oneByOne(chosen, listener) : severalAtOnce(chosen, listener);
    }

    /** One telephone cannot ring for two checks, nor for the next one while it rings for the last. */
    private List<Result> oneByOne(Predicate<Check> chosen, Consumer<Result> listener) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (Check check : checks()) {
            if (chosen.test(check)) {
                Result result = check.on(server);
                server.hangUpAll();
                listener.accept(result);
                results.add(result);
            }
        }
        return results;
    }

    /** Calls take their time, so they begin at once, beside the rest. */
    private List<Result> severalAtOnce(Predicate<Check> chosen, Consumer<Result> listener) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        ExecutorService callers = Executors.newFixedThreadPool(CALLS_AT_ONCE);
        try {
            List<Future<Result>> pending = new ArrayList<>();
            for (Check check : checks()) {
                if (chosen.test(check)) {
                    pending.add((Section.CALLS.has(check) ? callers : workers).submit(() -> check.on(server)));
                }
            }
            List<Result> results = new ArrayList<>();
            for (Future<Result> one : pending) {
                Result result = one.get();
                listener.accept(result);
                results.add(result);
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A check failed by itself", e.getCause());
        } finally {
            workers.shutdownNow();
            callers.shutdownNow();
            server.hangUpAll();
        }
    }

    /** A question that a server may be too wrong to answer. */
    @FunctionalInterface
    private interface Question {
        String answer() throws IOException;
    }
}
