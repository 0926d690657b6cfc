package org.ewsphone.conform;

import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ewsphone.client.Dialect;
import org.ewsphone.client.Envelope;
import org.ewsphone.client.Telephone;
import org.ewsphone.client.Xml;

/** The server under test: takes requests, and what several checks have to know about it is found out once. */
final class Server {

    private final Target target;
    private final Queue<String> placed = new ConcurrentLinkedQueue<>();
    private Optional<VersionPolicy> versions = Optional.empty();
    private Optional<DialectPolicy> dialects = Optional.empty();
    private Optional<String> call = Optional.empty();

    Server(Target target) {
        this.target = target;
    }

    Target target() {
        return target;
    }

    /** An envelope on its usual way, as many a client sends it. */
    Request post(Envelope envelope) {
        return post(envelope.bytes());
    }

    Request post(byte[] body) {
        return request("POST", target.path())
                .with("Content-Type", "text/xml; charset=utf-8")
                .with("Accept", "text/xml")
                .body(body);
    }

    Request get(String path) {
        return request("GET", path);
    }

    private Request request(String method, String path) {
        return Request.of(method, path)
                .with("Host", target.authority())
                .with("User-Agent", "ews-phone-conform")
                .with("Authorization", target.login().authorization());
    }

    /** A request that every server can answer, and that does nothing: it hangs up a call that there is not. */
    Request harmless() {
        return post(harmlessEnvelope());
    }

    Envelope harmlessEnvelope() {
        return Envelope.disconnect(unknownCall());
    }

    String unknownCall() {
        return "conform-" + UUID.randomUUID().toString().replace("-", "");
    }

    Connection connect() throws IOException {
        return Connection.to(target);
    }

    /** The response by a connection of its own. */
    Response send(Request request) throws IOException {
        try (Connection connection = connect()) {
            return connection.exchange(request);
        }
    }

    Answer ask(Request request) throws IOException {
        return new Answer(send(request));
    }

    Answer ask(Envelope envelope) throws IOException {
        return ask(post(envelope));
    }

    /** What the server does about versions: a request that names none tells. */
    synchronized VersionPolicy versions() throws IOException {
        if (versions.isEmpty()) {
            versions = Optional.of(VersionPolicy.of(ask(harmlessEnvelope().headers(""))));
        }
        return versions.get();
    }

    /** What the server does about namespaces that begin with https. */
    synchronized DialectPolicy dialects() throws IOException {
        if (dialects.isEmpty()) {
            dialects = Optional.of(DialectPolicy.of(ask(harmlessEnvelope().in(Dialect.HTTPS))));
        }
        return dialects.get();
    }

    /** A call that the server knows; throws {@link NotApplicable} when there is none and none may be placed. */
    synchronized String call() throws IOException {
        if (call.isEmpty()) {
            call = Optional.of(knows(target.callId()) ? target.callId() : placed());
        }
        return call.get();
    }

    private boolean knows(String callId) throws IOException {
        return ask(Envelope.information(callId)).isSuccessful();
    }

    private String placed() throws IOException {
        Telephone telephone = target.telephone()
                .orElseThrow(() -> new NotApplicable("the server knows no call " + target.callId()
                        + "; name one with --call-id, or let one be placed with --item and --number"));
        return placed(telephone);
    }

    /** The id of a new call to this telephone. */
    String placed(Telephone telephone) throws IOException {
        Answer answer = play(telephone).succeeds("PlayOnPhone");
        return idIn(answer).orElseThrow(() -> new Contradiction("a PhoneCallId with its attribute Id", answer.line()));
    }

    /** The answer to PlayOnPhone; the call ends with the suite at the latest. */
    Answer play(Telephone telephone) throws IOException {
        Answer answer = ask(Envelope.play(telephone));
        idIn(answer).ifPresent(placed::add);
        return answer;
    }

    private static Optional<String> idIn(Answer answer) {
        return Xml.child(answer.payload(), "PhoneCallId")
                .map(id -> id.getAttribute("Id"))
                .filter(id -> !id.isEmpty());
    }

    /** No telephone shall ring for longer than it must, whatever came of the check. */
    void hangUpAll() {
        for (String id = placed.poll(); id != null; id = placed.poll()) {
            try {
                send(post(Envelope.disconnect(id)));
            } catch (IOException e) {
                return; // The server is gone
            }
        }
    }

    /** Whether calls reach a single telephone of this world. */
    boolean hasOneTelephone() {
        return target.telephone().isPresent() && !target.town();
    }

    /** A telephone that may ring. */
    Telephone telephone() {
        return target.telephone()
                .orElseThrow(() -> new NotApplicable("no telephone may ring; give one with --item and --number"));
    }

    /** Makes sure that the server is the simulated town. */
    void mustBeTown() {
        if (!target.town()) {
            throw new NotApplicable("only the simulated town has such a telephone; say --town if it is that");
        }
    }

    void mustBePatient() {
        if (!target.patient()) {
            throw new NotApplicable("it takes a minute; ask for it with --patient");
        }
    }
}
