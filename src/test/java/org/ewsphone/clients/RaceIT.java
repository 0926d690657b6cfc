package org.ewsphone.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ewsphone.app.Envelopes;
import org.ewsphone.launcher.RunningWar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who want the same at the same moment. */
final class RaceIT {

    private static final int CALLERS = 64;
    private static final List<String> CALLS =
            IntStream.range(0, 8).mapToObj(number -> "call-" + number).toList();
    private static final Envelopes DISCONNECT = Envelopes.named("disconnect/documented");
    private static final Pattern HANG_UP = Pattern.compile("Asked to hang up (\\S+)");

    @TempDir
    private Path directory;

    @Test
    void the_network_is_asked_once_for_a_call_that_all_hang_up_together() throws Exception {
        try (var war = carrying(CALLS)) {
            List<HttpResponse<String>> answers = allHangUpTogether(new Post(war));

            assertEquals(CALLERS * CALLS.size(), answers.size());
            assertEquals(
                    Set.of(200), answers.stream().map(HttpResponse::statusCode).collect(Collectors.toSet()));
            answers.stream().map(HttpResponse::body).distinct().forEach(body -> DISCONNECT.assertAnsweredBy(200, body));
            assertEquals(CALLS, hungUp(war), war.log());
        }
    }

    /** The log of the simulated network tells what it is asked, at a level that is not shown unless wanted. */
    private RunningWar carrying(List<String> calls) throws Exception {
        Path logging = Files.writeString(directory.resolve("logging.properties"), """
                handlers=java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level=FINE
                org.ewsphone.gateway.simulated.level=FINE
                """);
        Path script = Files.writeString(
                directory.resolve("calls.json"),
                calls.stream()
                        .map("{\"id\": \"%s\", \"mailbox\": \"demo\"}"::formatted)
                        .collect(Collectors.joining(",", "{\"calls\": [", "]}")));
        return RunningWar.arranged()
                .jvmOption("-Djava.util.logging.config.file=" + logging)
                .with("--user", "demo:demo", "--set", "simulator.script=" + script)
                .start();
    }

    /** One call after the other, each by everybody at once. */
    private static List<HttpResponse<String>> allHangUpTogether(Post post) throws Exception {
        var start = new CyclicBarrier(CALLERS);
        Callable<List<HttpResponse<String>>> caller = () -> {
            Stream.Builder<HttpResponse<String>> answers = Stream.builder();
            for (String call : CALLS) {
                String request = DISCONNECT.request().replace("OWVl4NWb3N29t", call);
                start.await(1, TimeUnit.MINUTES);
                answers.add(post.send(request));
            }
            return answers.build().toList();
        };
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            Stream.Builder<HttpResponse<String>> answers = Stream.builder();
            for (Future<List<HttpResponse<String>>> answered : callers.invokeAll(
                    IntStream.range(0, CALLERS).mapToObj(number -> caller).toList())) {
                answered.get().forEach(answers);
            }
            return answers.build().toList();
        } finally {
            callers.shutdownNow();
        }
    }

    private static List<String> hungUp(RunningWar war) {
        return HANG_UP.matcher(war.log()).results().map(found -> found.group(1)).toList();
    }
}
