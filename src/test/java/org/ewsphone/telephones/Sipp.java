package org.ewsphone.telephones;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A telephone network that does what a scenario says, by <a href="https://sipp.sourceforge.net">sipp</a>. A call that goes
 * another way than the scenario is a failure.
 */
final class Sipp implements AutoCloseable {

    private static final int MOST_WRITTEN_DOWN = 10;

    private final Peer peer;
    private final Path messages;
    private final Path errors;

    private Sipp(Peer peer, Path messages, Path errors) {
        this.peer = peer;
        this.messages = messages;
        this.errors = errors;
    }

    /** Skips the test where there is no sipp. */
    static String program() {
        return Programs.require("sipp", "sip-tester");
    }

    /** One that takes calls at this port when the start returns; it has a scenario of src/test/resources/telephones. */
    static Sipp start(Path directory, String protocol, int port, String scenario, Map<String, String> words)
            throws IOException {
        String own = "sip:phone@" + Loopback.ADDRESS + ":" + port + ";transport=" + protocol;
        return start(directory, protocol, port, own, scenario, 1, words);
    }

    /** One that says that it is elsewhere, and ends after so many calls; a few of them are written down. */
    static Sipp start(
            Path directory,
            String protocol,
            int port,
            String contact,
            String scenario,
            int calls,
            Map<String, String> words)
            throws IOException {
        Path messages = Files.createTempFile(directory, scenario + "-", ".messages");
        Path errors = Files.createTempFile(directory, scenario + "-", ".errors");
        List<String> command = new ArrayList<>(List.of(
                program(),
                "-sf",
                filledIn(directory, scenario, contact, words).toString(),
                "-t",
                protocol.equals("tcp") ? "t1" : "u1",
                "-i",
                Loopback.ADDRESS,
                "-mi",
                Loopback.ADDRESS,
                "-ci",
                Loopback.ADDRESS,
                "-p",
                "" + port,
                "-m",
                "" + calls,
                "-nostdin",
                "-trace_err",
                "-error_file",
                errors.toString()));
        if (calls <= MOST_WRITTEN_DOWN) {
            command.addAll(List.of("-trace_msg", "-message_file", messages.toString()));
        }
        Peer peer = Peer.start(scenario, directory, command)
                .once("listen at " + port, () -> Loopback.isTaken(protocol, port));
        return new Sipp(peer, messages, errors);
    }

    private static Path filledIn(Path directory, String scenario, String contact, Map<String, String> words)
            throws IOException {
        String text = Files.readString(Path.of("src/test/resources/telephones", scenario + ".xml"))
                .replace("@contact@", contact);
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("@" + word.getKey() + "@", word.getValue());
        }
        return Files.writeString(Files.createTempFile(directory, scenario + "-", ".xml"), text);
    }

    /** Waits until all calls went as the scenario says. */
    void hadItsWay() throws IOException {
        int exitCode = peer.exitCode();
        assertEquals(0, exitCode, () -> "It went another way.\n" + text(errors) + text(messages));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
