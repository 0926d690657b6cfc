package org.ewsphone.conform;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.Telephone;
import org.ewsphone.client.Xml;
import org.w3c.dom.Element;

/** A call that was placed, followed by asking for it again and again, as clients do. Each look judges what it sees. */
final class WatchedCall implements Seen {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** In the order in which a call meets them; clients of Exchange see three of them. */
    private static final List<String> COURSE = List.of(
            "Idle", "Incoming", "Connecting", "Forwarding", "Alerted", "Connected", "Transferring", "Disconnected");

    private final Server server;
    private final String id;
    private final List<String> course = new ArrayList<>();

    private WatchedCall(String id, Server server) {
        this.id = id;
        this.server = server;
    }

    static WatchedCall to(Telephone telephone, Server server) throws IOException {
        return new WatchedCall(server.placed(telephone), server);
    }

    void hangUp() throws IOException {
        server.ask(Envelope.disconnect(id)).succeeds("DisconnectPhoneCall");
    }

    /** Waits until the call is in this state. */
    void awaits(String state, Duration atMost) throws IOException, InterruptedException {
        awaits(Set.of(state), atMost);
    }

    private void awaits(Set<String> states, Duration atMost) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!states.contains(stateOf(look()))) {
            if (System.nanoTime() > end || last().equals("Disconnected")) {
                throw new Contradiction(String.join(" or ", states) + " within " + atMost.toSeconds() + " s", line());
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Waits until it rings, which servers tell as Connecting unless they tell every state. */
    void awaitsRinging(Duration atMost) throws IOException, InterruptedException {
        awaits(Set.of("Connecting", "Alerted"), atMost);
    }

    /** Waits until the call is over for this cause. */
    Seen endsWith(String cause, Duration atMost) throws IOException, InterruptedException {
        awaits("Disconnected", atMost);
        String seen = part(look(), "ConnectionFailureCause");
        if (!seen.equals(cause)) {
            throw new Contradiction("Disconnected, " + cause, line() + ", " + seen);
        }
        return this;
    }

    /** The failure must tell its status, and the text before the code. */
    void hasSipCode(String code) throws IOException {
        Element information = look();
        List<String> names = Xml.names(Xml.children(information));
        boolean both = names.size() == 4 && names.indexOf("SIPResponseText") == 2;
        if (!both || !part(information, "SIPResponseCode").equals(code)) {
            throw new Contradiction(
                    "SIPResponseText, then SIPResponseCode " + code,
                    names + ": " + OneLine.of(information.getTextContent()));
        }
    }

    private Element look() throws IOException {
        Answer answer = server.ask(Envelope.information(id)).succeeds("GetPhoneCallInformation");
        Shapes.information(answer);
        Element information =
                Xml.child(answer.payload(), "PhoneCallInformation").orElseThrow();
        follow(stateOf(information), part(information, "ConnectionFailureCause"));
        return information;
    }

    private void follow(String state, String cause) {
        boolean moves = !state.equals(last());
        if (moves && !course.isEmpty() && COURSE.indexOf(state) < COURSE.indexOf(last())) {
            throw new Contradiction("states that go forward", line() + ", " + state);
        }
        if (!state.equals("Disconnected") && !cause.equals("None")) {
            throw new Contradiction("None until Disconnected", state + " with " + cause);
        }
        if (moves) {
            course.add(state);
        }
    }

    private String last() {
        return course.isEmpty() ? "" : course.get(course.size() - 1);
    }

    private static String stateOf(Element information) {
        return part(information, "PhoneCallState");
    }

    private static String part(Element information, String name) {
        return Xml.textOf(information, name).orElse("none");
    }

    @Override
    public String line() {
        return String.join(", ", course);
    }
}
