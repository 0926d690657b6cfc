package org.ewsphone.conform;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ewsphone.client.Envelope;

/** Section 6: which versions are served, and what the server says it is. */
final class Versions {

    /** All versions that were ever, the oldest first. */
    static final List<String> KNOWN = List.of(
            "Exchange2007",
            "Exchange2007_SP1",
            "Exchange2009",
            "Exchange2010",
            "Exchange2010_SP1",
            "Exchange2010_SP2",
            "Exchange2012",
            "Exchange2013",
            "Exchange2013_SP1",
            "Exchange2015",
            "Exchange2016",
            "V2015_10_05",
            "V2016_01_06",
            "V2016_04_13",
            "V2016_07_13",
            "V2016_10_10",
            "V2017_01_07",
            "V2017_04_14",
            "V2017_07_11");

    private static final int FIRST = KNOWN.indexOf("Exchange2010");

    private static final Set<String> IDENTITIES = Set.of(
            "Exchange2010 14.0.639.20",
            "Exchange2010_SP2 14.3.123.4",
            "Exchange2013 15.0.516.32",
            "Exchange2013_SP1 15.0.847.40",
            "Exchange2016 15.1.225.42");

    private Versions() {}

    static Stream<Check> checks() {
        return Stream.of(
                        identity(),
                        Stream.of(new Check(
                                "6",
                                "no version: served, or ErrorInvalidServerVersion when strict",
                                server -> Seen.of(server.versions().words()))),
                        KNOWN.stream().map(Versions::known),
                        Stream.of("Exchange2019", "Exchange2016_SP1", "Exchange2030_SP2", "V2018_01_08", "V2030_12_31")
                                .map(Versions::newer),
                        Stream.of("Outlook", "", "exchange2010", "2010", "Exchange2010_", "Exchange2010;1", "V2030")
                                .map(Versions::nonsense))
                .flatMap(checks -> checks);
    }

    private static Stream<Check> identity() {
        return Stream.of(
                new Check("6", "ServerVersionInfo names a version that fits its numbers", server -> {
                    Answer answer = server.ask(server.harmless());
                    String version = answer.version();
                    boolean fits = version.matches("Exchange2010(_SP[12])? 14\\..*|Exchange201[23](_SP1)? 15\\.0\\..*"
                            + "|(Exchange201[56]|V20\\d\\d_\\d\\d_\\d\\d) 15\\.([1-9]|20)\\..*");
                    if (!fits || (server.target().town() && !IDENTITIES.contains(version))) {
                        throw new Contradiction(
                                "one of " + IDENTITIES.stream().sorted().toList(), version);
                    }
                    return Seen.of(version);
                }),
                new Check("6", "ServerVersionInfo is the server's own, not an echo", server -> {
                    String one = server.ask(server.harmless()).version();
                    String other = server.ask(server.harmlessEnvelope().headers(Envelope.version("Exchange2013")))
                            .version();
                    String none =
                            server.ask(server.harmlessEnvelope().headers("")).version();
                    if (!one.equals(other) || !one.equals(none)) {
                        throw new Contradiction(one + " to every request", other + ", and " + none);
                    }
                    return Seen.of(one);
                }),
                new Check("6", "the version that the server says it is, is served", server -> {
                    String own =
                            server.ask(server.harmless()).serverVersionInfo().getAttribute("Version");
                    return server.ask(server.harmlessEnvelope().headers(Envelope.version(own)))
                            .isServed();
                }));
    }

    private static Check known(String version) {
        int age = KNOWN.indexOf(version);
        if (age < FIRST) {
            return new Check(
                    "6",
                    version + ": ErrorIncorrectSchemaVersion",
                    server -> asking(server, version)
                            .faults("ErrorIncorrectSchemaVersion")
                            .hasStatus500());
        }
        if (age == FIRST) {
            return new Check(
                    "6", version + ": served", server -> asking(server, version).isServed());
        }
        return new Check("6", version + ": served, unless strict and newer than the server", server -> {
            String own = server.ask(server.harmless()).serverVersionInfo().getAttribute("Version");
            boolean isNewer = age > KNOWN.indexOf(own);
            return isNewer ? asNewer(server, version) : asking(server, version).isServed();
        });
    }

    private static Check newer(String version) {
        return new Check(
                "6", version + ", which nobody knows yet: served, unless strict", server -> asNewer(server, version));
    }

    private static Seen asNewer(Server server, String version) throws IOException {
        Answer answer = asking(server, version);
        return switch (server.versions()) {
            case LENIENT -> answer.isServed();
            case STRICT -> answer.faults("ErrorInvalidServerVersion").hasStatus500();
        };
    }

    private static Check nonsense(String version) {
        return new Check(
                "6",
                "\"" + version + "\": ErrorInvalidServerVersion",
                server -> asking(server, version)
                        .faults("ErrorInvalidServerVersion")
                        .hasStatus500());
    }

    private static Answer asking(Server server, String version) throws IOException {
        return server.ask(server.harmlessEnvelope().headers(Envelope.version(version)));
    }
}
