package org.ewsphone.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ewsphone.ScratchDirectory;
import org.ewsphone.call.PhoneCallId;
import org.ewsphone.gateway.ari.ScriptedAsterisk;
import org.ewsphone.launcher.RunningWar;
import org.ewsphone.sound.Waves;
import org.ewsphone.stores.SharedStore;

/**
 * Three nodes, what they share, and one Asterisk for all of them, which counts what it is asked: whatever a node says of
 * itself does not matter.
 */
final class Cluster implements AutoCloseable {

    static final int NODES = 3;
    static final String MESSAGE = "AAMk1";

    /** It answers as soon as it is called, and stays on the line. */
    static final String NUMBER = "200";

    private static final String MAILBOX = "ana@example.org";
    private static final String HEAP = "-Xmx256m";

    private final SharedStore store;
    private final ScriptedAsterisk asterisk = new ScriptedAsterisk();
    private final Path directory = Files.createTempDirectory("cluster-").toRealPath();
    private final List<Node> nodes = new ArrayList<>();

    /** One that is ready; it closes the store, too. */
    Cluster(SharedStore store) throws IOException {
        this.store = store;
        Path mailbox = Files.createDirectories(directory.resolve(MAILBOX));
        Waves.write(mailbox.resolve(MESSAGE + ".wav"), Waves.tone(440, 8000, 8000), 8000);
        for (int number = 0; number < NODES; number++) {
            nodes.add(new Node(number, arrangement(number)));
        }
    }

    private RunningWar.Arrangement arrangement(int number) throws IOException {
        RunningWar.Arrangement arrangement = RunningWar.arranged()
                .jvmOption(HEAP)
                .with("--user", MAILBOX + ":secret")
                .with("--set", "node=node-" + number);
        settings().forEach((name, value) -> arrangement.with("--set", name + "=" + value));
        store.settings().forEach((name, value) -> arrangement.with("--set", name + "=" + value));
        return arrangement;
    }

    /** One client is nearly all the traffic there is, so nothing is too much. */
    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("gateway", "ari"),
                Map.entry("gateway.ari.url", asterisk.url("http").toString()),
                Map.entry("gateway.ari.user", ScriptedAsterisk.USER),
                Map.entry("gateway.ari.password", ScriptedAsterisk.PASSWORD),
                Map.entry("gateway.ari.endpoint", "PJSIP/{number}@trunk"),
                Map.entry("voicemail", "directory"),
                Map.entry("voicemail.directory.root", directory.toString()),
                Map.entry("dialplan.extensions", NUMBER),
                Map.entry("dialplan.daily-calls", "0"),
                Map.entry("dialplan.daily-minutes", "0"),
                Map.entry("throttle.requests-per-minute", "0"),
                Map.entry("throttle.concurrency", "0"),
                Map.entry("calls.live", "0"),
                Map.entry("calls.per-mailbox", "0"),
                Map.entry("calls.per-destination", "0"));
    }

    SharedStore store() {
        return store;
    }

    /** The nodes in turns. */
    Node node(int number) {
        return nodes.get(Math.floorMod(number, NODES));
    }

    List<Node> nodes() {
        return nodes;
    }

    /** How often Asterisk was asked to hang up this call. */
    long hangUps(String call) {
        return asterisk.hangUps(new PhoneCallId(call));
    }

    @Override
    public void close() throws IOException {
        for (Node node : nodes) {
            node.close();
        }
        asterisk.close();
        store.close();
        ScratchDirectory.delete(directory);
    }
}
