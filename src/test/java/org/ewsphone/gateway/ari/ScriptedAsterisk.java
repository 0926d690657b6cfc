package org.ewsphone.gateway.ari;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.ewsphone.call.PhoneCallId;

/**
 * As much of Asterisk's REST interface as a call needs, over HTTP and a WebSocket on the loopback. What happens on a channel
 * is what happened on one of a real Asterisk 22 with PJSIP, recorded in {@code src/test/resources/ari}.
 */
public final class ScriptedAsterisk implements AutoCloseable {

    public static final String USER = "ews-phone";
    public static final String PASSWORD = "secret";

    /** What each number of its network does: the recording that is played when it is dialled, and the state after it. */
    private static final Map<String, Part> NUMBERS = Map.ofEntries(
            Map.entry("200", new Part("answers", "Up")),
            Map.entry("201", new Part("busy", "")),
            Map.entry("202", new Part("rings", "Ringing")),
            Map.entry("203", new Part("unreachable", "")),
            Map.entry("204", new Part("declines", "")),
            Map.entry("205", new Part("congested", "")),
            Map.entry("206", new Part("unanswered", "")),
            Map.entry("207", new Part("early-media", "Down")),
            Map.entry("208", new Part("dials", "Down")),
            Map.entry("210", new Part("answers-at-once", "Up")));

    private static final Part NOBODY = new Part("nobody", "");

    /** What happens to a request to place a call. */
    enum Originating {
        /** It is placed, and the answer says so. */
        WORKS,
        /** Asterisk cannot make such a channel. */
        FAILS,
        /** It is placed, and the connection breaks before the answer. */
        LOSES_ANSWER,
        /** The connection breaks, and the call is placed when {@link #placeLate} says so. */
        COMES_LATE,
        /** The connection breaks, and there never is a call. */
        LOSES_REQUEST,
        /** There is such a channel, for somebody between us asked for it twice. */
        IS_ASKED_TWICE
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final List<Socket> streams = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> late = new CopyOnWriteArrayList<>();

    volatile Originating originating = Originating.WORKS;
    volatile boolean takesEventStreams = true;
    volatile boolean tellsTechnicalCauses = true;
    volatile boolean silent;
    volatile int hangingUp = 204;
    volatile String password = PASSWORD;

    public ScriptedAsterisk() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    ScriptedAsterisk(ServerSocketFactory sockets) throws IOException {
        server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    public URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/ari");
    }

    /** All requests, as {@code POST /channels/ID?...}, in their order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many calls it was asked to place. */
    public long placed() {
        return requests.stream()
                .filter(request -> request.startsWith("POST ") && request.contains("endpoint="))
                .count();
    }

    /** How often it was asked to hang up this call, whether there was anything to hang up or not. */
    public long hangUps(PhoneCallId call) {
        String asked = "DELETE /channels/" + ChannelId.of(call) + "?";
        return requests.stream().filter(request -> request.startsWith(asked)).count();
    }

    /** The channels that are up now. */
    public List<String> channels() {
        return List.copyOf(channels.keySet());
    }

    /** How many connections for events there are. */
    int streams() {
        return streams.size();
    }

    /** A recording happens on a channel, which is in this state afterwards, or gone. */
    void happens(String channel, String recording, String state) {
        Channel known = Objects.requireNonNull(channels.get(channel), "There is no channel " + channel);
        happenOn(known, new Part(recording, state));
    }

    /** What is in the recording happens, and nobody hears of it. */
    void happensUnheard(String channel, String state) {
        if (state.isEmpty()) {
            channels.remove(channel);
        } else {
            Objects.requireNonNull(channels.get(channel)).state = state;
        }
    }

    /** The calls whose requests came late are placed. */
    void placeLate() {
        late.forEach(this::place);
        late.clear();
    }

    /** Breaks the connections for events. */
    void loseStreams() throws IOException {
        for (Socket stream : streams) {
            stream.close();
        }
    }

    /** Sends an event, or what should be one. */
    void tell(String event) {
        for (Socket stream : streams) {
            try {
                send(stream, 1, event.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It is gone, and whoever reads from it takes it off the list
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
        time.shutdownNow();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return; // It is closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new DataInputStream(new BufferedInputStream(connection.getInputStream()));
            while (true) {
                Request request = Request.read(in);
                if (silent) {
                    in.read(); // Until the other side has had enough
                    return;
                }
                if (request.path.startsWith("/ari/events")) {
                    streamEvents(request, connection, in);
                    return;
                }
                if (!answer(request, connection)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other side is gone, or we are
        }
    }

    private boolean isKnown(Request request) {
        String words = USER + ":" + password;
        return request.header("authorization")
                .equals("Basic " + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether the connection goes on. */
    private boolean answer(Request request, Socket connection) throws IOException {
        requests.add(request.method + " " + request.path.substring("/ari".length()));
        Answer answer =
                isKnown(request) ? answerTo(request) : new Answer(401, "{\"message\":\"Authentication required\"}");
        if (answer.status == 0) {
            return false;
        }
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        var whole = new ByteArrayOutputStream();
        String length = answer.status == 204 ? "" : "Content-Length: " + body.length + "\r\n";
        whole.writeBytes(("HTTP/1.1 " + answer.status + " -\r\nContent-Type: application/json\r\n" + length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(body);
        connection.getOutputStream().write(whole.toByteArray());
        return true;
    }

    private Answer answerTo(Request request) {
        String path = request.path.substring("/ari".length());
        String[] steps = path.replaceFirst("\\?.*", "").split("/", -1);
        return switch (request.method) {
            case "POST" -> steps.length > 3 ? play(steps[2]) : originate(steps[2], path);
            case "DELETE" -> hangUp(steps[2]);
            default -> steps[1].equals("playbacks") ? playback(steps[2]) : find(steps[2]);
        };
    }

    private Answer originate(String id, String path) {
        switch (originating) {
            case FAILS -> {
                return new Answer(500, "{\"error\":\"Allocation failed\"}");
            }
            case LOSES_REQUEST -> {
                return Answer.NONE;
            }
            case COMES_LATE -> {
                late.add(path);
                return Answer.NONE;
            }
            case LOSES_ANSWER -> {
                place(path);
                return Answer.NONE;
            }
            case IS_ASKED_TWICE -> {
                place(path);
                return new Answer(409, "{\"message\":\"Channel with given unique ID already exists\"}");
            }
            default -> {
                place(path);
                return new Answer(200, "{\"id\":\"" + id + "\"}");
            }
        }
    }

    private void place(String path) {
        var channel = new Channel(path.substring("/channels/".length()).replaceFirst("\\?.*", ""), query(path));
        channels.put(channel.id, channel);
        happenOn(channel, NUMBERS.getOrDefault(channel.number(), NOBODY));
        var unused = time.schedule(() -> ringTimeOver(channel), channel.timeout(), TimeUnit.SECONDS);
    }

    private void ringTimeOver(Channel channel) {
        if (channels.containsValue(channel) && !channel.state.equals("Up")) {
            happenOn(channel, new Part("ring-time-over", ""));
        }
    }

    private Answer hangUp(String id) {
        Channel channel = channels.get(id);
        if (hangingUp != 204) {
            return new Answer(hangingUp, "{\"message\":\"Not now\"}");
        }
        if (channel == null) {
            return Answer.NOT_FOUND;
        }
        String recording = switch (channel.state) {
            case "Up" -> "hung-up";
            case "Ringing" -> "cancelled";
            default -> "cancelled-early";
        };
        happenOn(channel, new Part(recording, ""));
        return new Answer(204, "");
    }

    private Answer play(String id) {
        Channel channel = channels.get(id);
        if (channel == null) {
            return Answer.NOT_FOUND;
        }
        if (!channel.state.equals("Up")) {
            return new Answer(409, "{\"message\":\"Channel not in Stasis application\"}");
        }
        channel.playing = true;
        happenOn(channel, new Part("plays", "Up"));
        return new Answer(201, "{\"state\":\"queued\"}");
    }

    private Answer playback(String id) {
        Channel channel = channels.get(id.replaceFirst("-message$", ""));
        return channel != null && channel.playing ? new Answer(200, "{\"state\":\"playing\"}") : Answer.NOT_FOUND;
    }

    private Answer find(String id) {
        Channel channel = channels.get(id);
        return channel == null ? Answer.NOT_FOUND : new Answer(200, "{\"state\":\"" + channel.state + "\"}");
    }

    private static Map<String, String> query(String path) {
        return Arrays.stream(path.substring(path.indexOf('?') + 1).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private void streamEvents(Request request, Socket connection, DataInputStream in) throws IOException {
        OutputStream out = connection.getOutputStream();
        if (!isKnown(request) || !takesEventStreams) {
            int status = takesEventStreams ? 401 : 503;
            out.write(("HTTP/1.1 " + status + " -\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return;
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accepted(request.header("sec-websocket-key")) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        streams.add(connection);
        try {
            while (true) {
                int code = in.readUnsignedByte() & 0x0F;
                byte[] text = unmasked(in);
                if (code == 9 && !silent) {
                    send(connection, 10, text);
                }
            }
        } finally {
            streams.remove(connection);
        }
    }

    private static String accepted(String key) {
        try {
            byte[] words = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(words));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unmasked(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() & 0x7F; // A client has short words only
        byte[] mask = in.readNBytes(4);
        byte[] text = in.readNBytes(length);
        for (int i = 0; i < text.length; i++) {
            text[i] ^= mask[i % 4];
        }
        return text;
    }

    private static void send(Socket stream, int code, byte[] text) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(0x80 | code);
        if (text.length < 126) {
            frame.write(text.length);
        } else {
            frame.write(126);
            frame.write(text.length >> 8);
            frame.write(text.length);
        }
        frame.writeBytes(text);
        synchronized (stream) {
            stream.getOutputStream().write(frame.toByteArray());
        }
    }

    private record Answer(int status, String body) {
        static final Answer NONE = new Answer(0, "");
        static final Answer NOT_FOUND = new Answer(404, "{\"message\":\"Channel not found\"}");
    }

    private record Request(String method, String path, Map<String, String> headers) {

        static Request read(DataInputStream in) throws IOException {
            String[] first = line(in).split(" ", -1);
            Map<String, String> headers = new ConcurrentHashMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            return new Request(first[0], first[1], headers);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        private static String line(InputStream in) throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("The connection is closed");
                }
                line.append((char) c);
            }
            return line.toString().strip();
        }
    }

    private static final class Channel {
        private final String id;
        private final Map<String, String> wanted;
        private volatile String state = "Down";
        private volatile boolean playing;

        private Channel(String id, Map<String, String> wanted) {
            this.id = id;
            this.wanted = wanted;
        }

        private String number() {
            return wanted.getOrDefault("endpoint", "").replaceFirst("PJSIP/(.*)@trunk", "$1");
        }

        private int timeout() {
            return Integer.parseInt(wanted.getOrDefault("timeout", "30"));
        }
    }

    /** Something that is recorded, and the state in which it leaves the channel; none when that is gone then. */
    private record Part(String recording, String state) {}

    private void happenOn(Channel channel, Part part) {
        if (part.state.isEmpty()) {
            channels.remove(channel.id);
        } else {
            channel.state = part.state;
        }
        lines(part.recording)
                .map(line -> line.replace("{channel}", channel.id))
                .map(line -> line.replace("{app}", channel.wanted.getOrDefault("app", "")))
                .map(line -> tellsTechnicalCauses ? line : line.replaceAll("\"tech_cause\":[0-9]+,", ""))
                .forEach(this::tell);
    }

    private static Stream<String> lines(String recording) {
        String name = "/ari/" + recording + ".jsonl";
        try (InputStream in = Objects.requireNonNull(ScriptedAsterisk.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
