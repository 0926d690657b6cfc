package org.ewsphone.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ewsphone.call.NodeName;
import org.ewsphone.config.Setting;
import org.ewsphone.config.Settings;

/** What this server is called among those that share its registry. */
final class ThisNode {

    /** The part of the name that people choose. */
    static final Setting<Optional<NodeName>> NAME = Setting.optional(
            "node",
            "What this server is called among those that share its registry; by default, as its host. A random part is"
                    + " added at each start, because a restarted server does not have the calls of the former one.",
            ThisNode::name);

    private static final int RANDOM_BYTES = 4;
    private static final Pattern CHOSEN = Pattern.compile("[A-Za-z0-9._-]{1,80}");

    private ThisNode() {}

    /** A name that no other node has, and that this one never had before. */
    static NodeName named(Settings settings, SecureRandom random) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        NodeName chosen = settings.get(NAME).orElseGet(ThisNode::host);
        return new NodeName(chosen.value() + "." + HexFormat.of().formatHex(bits));
    }

    private static NodeName name(String text) {
        if (!CHOSEN.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 1 to 80 letters, digits, dots, hyphens and underscores");
        }
        return new NodeName(text);
    }

    /** Asks no name server, for that can take seconds. */
    private static NodeName host() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .or(() -> Optional.ofNullable(System.getenv("COMPUTERNAME")))
                .or(ThisNode::hostFile)
                .map(host -> host.strip().replaceAll("[^A-Za-z0-9._-]", "-"))
                .filter(host -> CHOSEN.matcher(host).matches())
                .map(NodeName::new)
                .orElseGet(() -> new NodeName("node"));
    }

    private static Optional<String> hostFile() {
        try {
            return Optional.of(Files.readString(Path.of("/etc/hostname")));
        } catch (IOException e) {
            return Optional.empty(); // Not every system has it, and any name will do
        }
    }
}
