package org.ewsphone.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.EwsClient;
import org.ewsphone.client.EwsErrorException;
import org.ewsphone.client.Login;
import org.ewsphone.client.Trust;
import org.ewsphone.config.ListenerSettings;
import org.ewsphone.config.Settings;
import picocli.CommandLine.Command;

/** Does once all that a start does, for a JVM that takes notes of it. No setting of the operator's counts here. */
@Command(
        name = "rehearse",
        description =
                "Starts a server of its own in the simulated town, places a call and ends, for a JVM that keeps what it"
                        + " has loaded.",
        customSynopsis = "java -jar EWS.war rehearse",
        mixinStandardHelpOptions = true,
        optionListHeading = "%n",
        footer = {
            "%nOnce: java -Xlog:cds=error -XX:ArchiveClassesAtExit=EWS.jsa -jar EWS.war rehearse",
            "Then, with the same Java: java -XX:SharedArchiveFile=EWS.jsa -jar EWS.war",
            "%nExit codes: 0 done, 1 failed, 2 a flag to correct%n"
        })
final class RehearseCommand extends TerminalCommand {

    private static final Login CALLER = new Login("demo", "demo");
    private static final String ITEM = "AAMkDemo1";
    private static final String NUMBER = "5550100";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Installation installation;

    RehearseCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, EwsErrorException {
        Path home = Files.createTempDirectory("ews-phone-");
        try {
            rehearse(home);
        } finally {
            delete(home);
        }
        out().println("A server has started, placed a call, and ended.");
        return ExitCode.OK;
    }

    private void rehearse(Path home) throws IOException, InterruptedException, EwsErrorException {
        Path readyFile = home.resolve("ready");
        Settings settings = Settings.read(
                Map.of(
                        "home",
                        home.toString(),
                        "https-port",
                        "0",
                        "ready-file",
                        readyFile.toString(),
                        "user",
                        CALLER.name() + ":" + CALLER.password()),
                Map.of(),
                Map.of(),
                Map.of());
        ConsoleLog.configure(System.err, settings.get(ListenerSettings.LOG_FORMAT));
        try (Server server = Server.start(settings, installation)) {
            server.announce();
            call(URI.create(Files.readAllLines(readyFile).get(0)));
        }
    }

    /** {@link UnpackedWar} could, but is on the other side of the class loader. */
    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void call(URI endpoint) throws IOException, InterruptedException, EwsErrorException {
        var client = new EwsClient(endpoint, Optional.of(CALLER), Trust.inEverybody(), PATIENCE);
        String id = client.ask(Envelope.play(ITEM, NUMBER))
                .id("PhoneCallId")
                .orElseThrow(() -> new IOException("The answer has no PhoneCallId"));
        client.ask(Envelope.information(id));
        client.ask(Envelope.disconnect(id));
    }
}
