package org.ewsphone.gateway.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewsphone.config.Addresses;
import org.ewsphone.gateway.sip.audio.Codec;
import org.ewsphone.gateway.sip.audio.RtpStream.Listener;

/** What both sides agree to hear (RFC 4566 and 3264): one stream of G.711, whatever else they would like. */
final class SessionDescription {

    private static final int TELEPHONE_EVENT = 101;

    private SessionDescription() {}

    /** What we can send from this port, either law. */
    static String offer(InetSocketAddress local) {
        return session(local)
                + "m=audio " + local.getPort() + " RTP/AVP 0 8 " + TELEPHONE_EVENT + "\r\n"
                + "a=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
                + "a=rtpmap:" + TELEPHONE_EVENT + " telephone-event/8000\r\n"
                + "a=fmtp:" + TELEPHONE_EVENT + " 0-15\r\na=ptime:20\r\na=sendrecv\r\n";
    }

    /** Who hears us, by what the other side says; throws {@link IllegalArgumentException} when nobody can. */
    static Listener listener(String description) {
        return audio(sections(description))
                .orElseThrow(() -> new IllegalArgumentException("There is no audio that we could send"))
                .listener;
    }

    /** Our answer to what the other side offers; throws {@link IllegalArgumentException} when there is none. */
    static String answer(InetSocketAddress local, String offer) {
        List<List<String>> sections = sections(offer);
        Audio accepted =
                audio(sections).orElseThrow(() -> new IllegalArgumentException("There is no audio that we could send"));
        return session(local)
                + sections.stream()
                        .skip(1)
                        .map(section -> section == accepted.section
                                ? accepted.answer(local.getPort())
                                : section.get(0).replaceFirst("^(m=\\S+) \\S+", "$1 0") + "\r\n")
                        .collect(Collectors.joining());
    }

    private static String session(InetSocketAddress local) {
        InetAddress address = local.getAddress();
        String host = (address.getAddress().length > 4 ? "IN IP6 " : "IN IP4 ") + address.getHostAddress();
        return "v=0\r\no=ews-phone " + local.getPort() + " 1 " + host + "\r\ns=-\r\nc=" + host + "\r\nt=0 0\r\n";
    }

    /** The lines of the session, and then those of each medium. */
    private static List<List<String>> sections(String description) {
        List<List<String>> sections = new ArrayList<>(List.of(new ArrayList<>()));
        description.lines().forEach(line -> {
            if (line.startsWith("m=")) {
                sections.add(new ArrayList<>());
            }
            sections.get(sections.size() - 1).add(line.strip());
        });
        return sections;
    }

    private static Optional<Audio> audio(List<List<String>> sections) {
        List<String> session = sections.get(0);
        return sections.stream()
                .skip(1)
                .flatMap(section -> Audio.in(session, section).stream())
                .findFirst();
    }

    /** A medium that we can serve. */
    private record Audio(List<String> section, Listener listener, String direction) {

        private static final List<String> DIRECTIONS = List.of("sendrecv", "sendonly", "recvonly", "inactive");

        static Optional<Audio> in(List<String> session, List<String> section) {
            String[] words = section.get(0).split("\\s+");
            if (!"m=audio".equals(words[0]) || words.length < 4 || !words[1].matches("[0-9]{1,5}")) {
                return Optional.empty();
            }
            int port = Integer.parseInt(words[1]);
            Optional<InetAddress> address = last("c=", section)
                    .or(() -> last("c=", session))
                    .flatMap(connection -> Addresses.literal(connection.substring(connection.lastIndexOf(' ') + 1)));
            Optional<Codec> codec = Arrays.stream(words)
                    .skip(3)
                    .flatMap(format ->
                            Stream.of(Codec.values()).filter(known -> format.equals("" + known.payloadType())))
                    .findFirst();
            if (port == 0
                    || port > 65_535
                    || codec.isEmpty()
                    || address.filter(Audio::isOneHost).isEmpty()) {
                return Optional.empty();
            }
            String direction = Stream.concat(section.stream(), session.stream())
                    .filter(line -> line.startsWith("a="))
                    .map(line -> line.substring(2))
                    .filter(DIRECTIONS::contains)
                    .findFirst()
                    .orElse("sendrecv");
            boolean listens = !"sendonly".equals(direction)
                    && !"inactive".equals(direction)
                    && !address.get().isAnyLocalAddress();
            return Optional.of(new Audio(
                    section,
                    new Listener(new InetSocketAddress(address.get(), port), codec.get(), listens),
                    direction));
        }

        String answer(int port) {
            int type = listener.codec().payloadType();
            String ours = switch (direction) {
                case "sendonly" -> "recvonly";
                case "recvonly" -> "sendonly";
                default -> direction;
            };
            return "m=audio " + port + " RTP/AVP " + type + "\r\na=rtpmap:" + type + " " + listener.codec()
                    + "/8000\r\na=ptime:20\r\na=" + ours + "\r\n";
        }

        private static boolean isOneHost(InetAddress address) {
            return !address.isMulticastAddress();
        }

        private static Optional<String> last(String start, List<String> lines) {
            return lines.stream().filter(line -> line.startsWith(start)).reduce((first, second) -> second);
        }
    }
}
