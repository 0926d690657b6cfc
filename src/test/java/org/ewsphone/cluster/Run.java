package org.ewsphone.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ewsphone.bench.Table;

/**
 * What came of a load: what its clients saw, and how often the network was asked to hang up which call.
 *
 * @param wanted how many calls there should be
 * @param inFlight the calls whose end somebody waited for while something was killed
 * @param contradictions what clients saw and should not have seen
 * @param lost the calls that a client was told of, and that are not over for all nodes at the end, or not hung up
 */
record Run(
        String name,
        int wanted,
        History history,
        Map<String, Long> hangUps,
        Set<String> inFlight,
        List<String> contradictions,
        Set<String> lost) {

    private static final int SHOWN = 10;

    /** Reads the history, and asks the network. */
    static Run of(String name, int wanted, History history, Cluster cluster, Set<String> inFlight) {
        Map<String, Long> hangUps = new HashMap<>();
        history.acknowledged().forEach(call -> hangUps.put(call, cluster.hangUps(call)));
        return new Run(name, wanted, history, hangUps, inFlight, history.contradictions(), history.lost(Cluster.NODES));
    }

    long hungUpOnce() {
        return hangUps.values().stream().filter(times -> times == 1).count();
    }

    long hungUpTwice() {
        return hangUps.values().stream().filter(times -> times > 1).count();
    }

    /** Holds it against what is promised, whatever happened. */
    void assertKept() {
        List<String> broken = new ArrayList<>(contradictions);
        lost.forEach(call -> broken.add("Call " + call + " is lost"));
        hangUps.forEach((call, times) -> {
            if (times == 0) {
                broken.add("Call " + call + " is over for its clients, and was not hung up");
            }
            if (times > 1 && !inFlight.contains(call)) {
                broken.add("Call " + call + " was hung up " + times + " times without a reason");
            }
        });
        assertTrue(
                broken.isEmpty(),
                () -> broken.size() + " promises are broken in " + name + ":\n"
                        + String.join("\n", broken.subList(0, Math.min(SHOWN, broken.size()))));
        assertEquals(wanted, hangUps.size());
        assertEquals((long) wanted * Cluster.NODES, history.disconnected());
        assertTrue(hungUpTwice() <= inFlight.size());
    }

    static void print(String store, List<Run> runs) {
        var table = new Table(
                "Three nodes, " + store + ", and one Asterisk that counts",
                "run",
                "calls",
                "answers",
                "hung up once",
                "twice",
                "lost",
                "hang-ups in flight at the kill",
                "requests repeated",
                "longest refusal ms");
        for (Run run : runs) {
            table.row(
                    run.name,
                    run.hangUps.size(),
                    run.history.disconnected(),
                    run.hungUpOnce(),
                    run.hungUpTwice(),
                    run.lost.size(),
                    run.inFlight.size(),
                    run.history.repeated(),
                    run.history.longestRefusal());
        }
    }
}
