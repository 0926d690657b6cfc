package org.ewsphone.ews;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ewsphone.ews.wire.ExchangeVersionType;

/**
 * Which Exchange this server says it is, and which versions it serves therefore. Clients adopt the schema name that they
 * are told, so it is never an echo of theirs.
 *
 * @param major as 14
 * @param minor as 0
 * @param majorBuild as 639
 * @param minorBuild as 20
 * @param schema the name of its schema
 */
public record ServerVersion(int major, int minor, int majorBuild, int minorBuild, String schema) {

    private static final List<ServerVersion> IDENTITIES = List.of(
            new ServerVersion(14, 0, 639, 20, "Exchange2010"),
            new ServerVersion(14, 3, 123, 4, "Exchange2010_SP2"),
            new ServerVersion(15, 0, 516, 32, "Exchange2013"),
            new ServerVersion(15, 0, 847, 40, "Exchange2013_SP1"),
            new ServerVersion(15, 1, 225, 42, "Exchange2016"));

    /** All versions that were ever, the oldest first; the contract lists them in this order. */
    private static final List<String> KNOWN = Arrays.stream(ExchangeVersionType.values())
            .map(ExchangeVersionType::value)
            .toList();

    /** The first one that has the telephone operations. */
    private static final int FIRST = KNOWN.indexOf("Exchange2010");

    private static final Pattern RELEASE = Pattern.compile("Exchange(20[0-9]{2})(?:_SP([0-9]))?");
    private static final Pattern DATED = Pattern.compile("V20[0-9]{2}_[01][0-9]_[0-3][0-9]");

    /** What this server says of itself unless it is told otherwise: the documentation's sample. */
    public static final ServerVersion EXCHANGE_2010 = IDENTITIES.get(0);

    /** The identity of this schema name; throws {@link IllegalArgumentException} with the known ones. */
    public static ServerVersion named(String schema) {
        return IDENTITIES.stream()
                .filter(identity -> identity.schema.equals(schema))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + IDENTITIES.stream().map(ServerVersion::schema).collect(Collectors.joining(", "))));
    }

    /**
     * Lets a request through, or throws the fault that it gets for its version.
     *
     * @param requested what the RequestServerVersion header says, if there is one
     * @param strict whether only the versions up to this one are served, and only when they are named
     */
    void admit(Optional<String> requested, boolean strict) {
        Age age = requested.map(this::ageOf).orElse(Age.UNNAMED);
        switch (age) {
            case TOO_OLD -> throw EwsFaults.incorrectSchemaVersion();
            case NO_VERSION -> throw EwsFaults.invalidServerVersion();
            case NEWER, UNNAMED -> {
                if (strict) {
                    throw EwsFaults.invalidServerVersion();
                }
            }
            case SERVED -> {}
        }
    }

    private Age ageOf(String requested) {
        int index = KNOWN.indexOf(requested);
        if (index < 0) {
            return isNewerThanAnyKnown(requested) ? Age.NEWER : Age.NO_VERSION;
        }
        if (index < FIRST) {
            return Age.TOO_OLD;
        }
        return index <= KNOWN.indexOf(schema) ? Age.SERVED : Age.NEWER;
    }

    private static boolean isNewerThanAnyKnown(String requested) {
        Matcher release = RELEASE.matcher(requested);
        if (release.matches()) {
            int servicePack = release.group(2) == null ? 0 : Integer.parseInt(release.group(2));
            int year = Integer.parseInt(release.group(1));
            return year > 2016 || (year == 2016 && servicePack > 0);
        }
        return DATED.matcher(requested).matches() && requested.compareTo(KNOWN.get(KNOWN.size() - 1)) > 0;
    }

    private enum Age {
        NO_VERSION,
        TOO_OLD,
        SERVED,
        NEWER,
        UNNAMED
    }
}
