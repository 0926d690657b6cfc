package org.ewsphone.gateway.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ewsphone.call.Destination;
import org.ewsphone.call.ItemId;
import org.ewsphone.call.VoiceMessage;

/** Who is in a simulated network, which voice messages there are, and which calls are up when it opens. */
public final class Script {

    static final String EVERY_MAILBOX = "*";

    private static final String TOWN = "town.json";

    private final Directory directory;
    private final Map<Message, VoiceMessage> messages;
    private final List<PresetCall> calls;

    Script(Directory directory, Set<Message> messages, List<PresetCall> calls) {
        this.directory = directory;
        this.messages =
                messages.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Message::withItsSound));
        this.calls = List.copyOf(calls);
    }

    /** The built-in script: a small town in which everything happens that can happen to a call. */
    public static Script town() {
        try (InputStream town = Objects.requireNonNull(Script.class.getResourceAsStream(TOWN))) {
            return ScriptReader.read(TOWN, new String(town.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The script in a JSON text; throws {@link IllegalArgumentException} with line and column when it is none. */
    public static Script parse(String json) {
        return ScriptReader.read("the script", json);
    }

    /** Who is called at this destination, and be it nobody. */
    Subscriber subscriber(Destination destination) {
        return directory.find(destination.address()).orElse(Subscriber.NOBODY);
    }

    /** Whether there is somebody at this destination. */
    boolean hasSubscriber(Destination destination) {
        return directory.find(destination.address()).isPresent();
    }

    /** The message of the mailbox, if it has it. */
    Optional<VoiceMessage> message(String mailbox, ItemId id) {
        VoiceMessage its = messages.get(new Message(mailbox, id));
        return Optional.ofNullable(its == null ? messages.get(new Message(EVERY_MAILBOX, id)) : its);
    }

    /** The subscribers by number or pattern, in their order. */
    Map<String, Subscriber> subscribers() {
        return directory.subscribers();
    }

    /** The voice messages. */
    Set<Message> messages() {
        return messages.keySet();
    }

    /** The calls that are up from the start. */
    List<PresetCall> calls() {
        return calls;
    }

    /** A voice message of a mailbox. */
    record Message(String mailbox, ItemId id) {

        /** It makes none: its address is {@code simulated:} and its id. */
        private VoiceMessage withItsSound() {
            return new VoiceMessage(id, URI.create("simulated:" + id));
        }
    }
}
