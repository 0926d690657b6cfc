package org.ewsphone.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.ewsphone.ScratchDirectory;
import org.ewsphone.bench.Envelope;
import org.ewsphone.bench.Scenario;
import org.ewsphone.call.Caller;
import org.ewsphone.config.Settings;
import org.ewsphone.ews.ExchangeService;
import org.ewsphone.ews.Request;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the operations cost without HTTP: from the bytes of a request to those of its answer, calls and audit included. */
@State(Scope.Thread)
public class ServiceBenchmark {

    private final Path home = home();
    private final Application application = application(home);
    private final ExchangeService service = application.exchange();
    private final Caller caller =
            application.authentication().identify(Demo.REQUEST).orElseThrow();
    private final byte[] play = Envelope.play(Scenario.BUSY);
    private byte[] information = {};
    private byte[] disconnect = {};

    private static Path home() {
        try {
            Path home = Files.createTempDirectory("ews-phone-benchmark");
            Files.writeString(home.resolve("script.json"), Scenario.script());
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets calls soon: as many as JMH can place would not fit into memory. */
    private static Application application(Path home) {
        Map<String, String> settings = Map.of(
                "home", home.toString(),
                "user", "demo:demo",
                "simulator.script", home.resolve("script.json").toString(),
                "throttle.requests-per-minute", "0",
                "calls.live", "0",
                "registry.memory.max-calls", "1000000",
                "registry.memory.retention", "5s");
        return Application.open(Settings.read(settings, Map.of(), Map.of(), Map.of()), Clock.systemUTC());
    }

    /** A call that is not forgotten before the iteration ends. */
    @Setup(Level.Iteration)
    public void place() {
        String id = Envelope.idIn(new String(answerTo(Envelope.play(Scenario.RINGING)), StandardCharsets.UTF_8));
        information = Envelope.information(id);
        disconnect = Envelope.disconnect(id);
    }

    private byte[] answerTo(byte[] body) {
        return service.answer(body, new Request("0", caller, "127.0.0.1", System.nanoTime()))
                .body();
    }

    /** All but the first time it is over already. */
    @Benchmark
    public Object disconnect() {
        return answerTo(disconnect);
    }

    @Benchmark
    public Object information() {
        return answerTo(information);
    }

    @Benchmark
    public Object play() {
        return answerTo(play);
    }

    /** Who sent it, which is found out before. */
    @Benchmark
    public Object identify() {
        return application.authentication().identify(Demo.REQUEST);
    }

    @TearDown
    public void close() throws IOException {
        application.close();
        ScratchDirectory.delete(home);
    }
}
