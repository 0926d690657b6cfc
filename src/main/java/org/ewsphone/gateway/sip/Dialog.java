package org.ewsphone.gateway.sip;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.gateway.sip.message.CSeq;
import org.ewsphone.gateway.sip.message.Headers;
import org.ewsphone.gateway.sip.message.NameAddress;
import org.ewsphone.gateway.sip.message.SipMessage;
import org.ewsphone.gateway.sip.message.SipRequest;
import org.ewsphone.gateway.sip.message.SipResponse;

/**
 * What both ends of an answered call know of it (RFC 3261, 12): all that is needed to ask something within the call, by
 * whichever node.
 *
 * @param callId the Call-ID
 * @param local our URI and tag
 * @param remote the URI we asked for, and the tag of who answered
 * @param target where requests are for
 * @param routes the elements they pass on the way, the nearest first
 * @param cseq the number of our last request
 */
record Dialog(String callId, Party local, Party remote, String target, List<String> routes, int cseq) {

    /** Tells the form of the text; another one would begin with another word. */
    private static final String FORM = "sip1";

    private static final int FIXED_WORDS = 8;
    private static final int MAX_FORWARDS = 70;

    /** How far the number of a request leaps that follows on those that an unknown node may have sent. */
    private static final int LEAP = 1000;

    /** The dialog that this answer to our INVITE makes; throws {@link IllegalArgumentException} when it makes none. */
    static Dialog establishedBy(SipRequest invite, SipResponse answer) {
        List<String> routes = answer.headers()
                .listed("Record-Route")
                .map(route -> NameAddress.parse(route).uri())
                .collect(Collectors.toList());
        Collections.reverse(routes);
        return new Dialog(
                invite.callId(),
                Party.of(invite.from()),
                new Party(invite.to().uri(), Party.of(answer.to()).tag()),
                target(answer).orElseGet(invite::uri),
                List.copyOf(routes),
                invite.cseq().number());
    }

    /** Where further requests are for, if a message says. */
    static Optional<String> target(SipMessage message) {
        return message.headers()
                .listed("Contact")
                .findFirst()
                .map(contact -> NameAddress.parse(contact).uri());
    }

    /** The dialog in a text made by {@link #text}, or nothing when it is none. */
    static Optional<Dialog> parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length < FIXED_WORDS || !FORM.equals(words[0])) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Dialog(
                    words[1],
                    new Party(words[2], words[3]),
                    new Party(words[4], words[5]),
                    words[6],
                    Stream.of(words).skip(FIXED_WORDS).toList(),
                    Integer.parseInt(words[7])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The dialog as a line of about 200 characters, none of whose words has a space. */
    String text() {
        return Stream.concat(
                        Stream.of(FORM, callId, local.uri, local.tag, remote.uri, remote.tag, target, "" + cseq),
                        routes.stream())
                .collect(Collectors.joining(" "));
    }

    /** The dialog when the next request was sent. */
    Dialog next() {
        return with(target, cseq + 1);
    }

    /** The dialog when a request was sent that comes after all that its owner may have sent, by so many leaps. */
    Dialog afterTheOwner(int leaps) {
        return with(target, cseq + leaps * LEAP);
    }

    /** The dialog with another target, as the other side wishes. */
    Dialog towards(String newTarget) {
        return with(newTarget, cseq);
    }

    private Dialog with(String newTarget, int newCseq) {
        return new Dialog(callId, local, remote, newTarget, routes, newCseq);
    }

    /** A request with the number that the dialog stands at. */
    SipRequest request(String method) {
        Headers headers = Headers.NONE;
        for (String route : routes) {
            headers = headers.with("Route", "<" + route + ">");
        }
        return new SipRequest(
                method,
                target,
                headers.with("Max-Forwards", "" + MAX_FORWARDS)
                        .with("From", local.toString())
                        .with("To", remote.toString())
                        .with("Call-ID", callId)
                        .with("CSeq", new CSeq(cseq, method).toString()),
                "");
    }

    /** Where its requests are sent. */
    String nextHop() {
        return routes.isEmpty() ? target : routes.get(0);
    }

    /**
     * One end.
     *
     * @param uri its URI
     * @param tag its tag
     */
    record Party(String uri, String tag) {

        static Party of(NameAddress address) {
            return new Party(
                    address.uri(),
                    address.tag().orElseThrow(() -> new IllegalArgumentException("One end of a dialog has a tag")));
        }

        @Override
        public String toString() {
            return "<" + uri + ">;tag=" + tag;
        }
    }
}
