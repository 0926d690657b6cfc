package org.ewsphone.gateway.ari;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.ewsphone.call.CallException;
import org.ewsphone.call.CallFailure;
import org.ewsphone.call.CallObserver;
import org.ewsphone.call.OutboundCall;
import org.ewsphone.call.PhoneCall;
import org.ewsphone.call.PhoneCallState;
import org.ewsphone.call.Reach;
import org.ewsphone.call.TelephonyGateway;
import org.ewsphone.gateway.ari.Asterisk.LostAnswerException;
import org.ewsphone.gateway.ari.Asterisk.Origination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asterisk, by its REST interface. A call is a channel whose id every node can tell from the id of the call, so each of
 * them can end it. The node that placed it hears of it, in an application of its own, and plays the message.
 *
 * <p>Asterisk gives the ringing up in time by itself, and ends a channel that outlives its call, should we be gone.
 */
final class AriGateway implements TelephonyGateway {

    private static final Logger LOG = LoggerFactory.getLogger(AriGateway.class);

    private static final int LANES = 4;
    private static final int WORKERS = 16;

    /** By so much a channel may outlive its call before Asterisk ends it. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Asterisk asterisk;
    private final String application;
    private final Endpoints endpoints;
    private final Optional<String> callerId;
    private final Media media;
    private final EventStream stream;
    private final ScheduledExecutorService scheduler;
    private final List<ScheduledExecutorService> threads;
    private final ExecutorService workers;
    private final List<Lane> lanes;
    private final Map<String, AriCall> calls = new ConcurrentHashMap<>();

    private AriGateway(
            URI url,
            String authorization,
            String application,
            Endpoints endpoints,
            Optional<String> callerId,
            Media media,
            Duration timeout) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.application = application;
        this.endpoints = endpoints;
        this.callerId = callerId;
        this.media = media;
        scheduler = Executors.newSingleThreadScheduledExecutor(threads("ari-connection"));
        threads = Stream.generate(() -> Executors.newSingleThreadScheduledExecutor(threads("ari-calls")))
                .limit(LANES)
                .toList();
        workers = Executors.newFixedThreadPool(WORKERS, threads("ari-requests"));
        lanes = threads.stream().map(thread -> new Lane(thread, workers)).toList();
        asterisk = new Asterisk(http, url, authorization, timeout);
        URI events = URI.create(url.toString().replaceFirst("^http", "ws") + "/events?app=" + application);
        stream = new EventStream(http, events, authorization, timeout, scheduler, this::on, this::resumeAll);
    }

    /**
     * Opens the connection to Asterisk. When Asterisk cannot be reached yet, it is tried again and again, and until then no
     * calls are placed.
     *
     * @param url where the REST interface is, without a slash at its end
     * @param authorization the value of the header
     * @param application of this node alone
     * @param callerId what telephones show
     * @param timeout how long Asterisk may take to answer
     */
    static AriGateway open(
            URI url,
            String authorization,
            String application,
            Endpoints endpoints,
            Optional<String> callerId,
            Media media,
            Duration timeout) {
        var gateway = new AriGateway(url, authorization, application, endpoints, callerId, media, timeout);
        gateway.stream.open();
        return gateway;
    }

    @Override
    public void place(OutboundCall call, CallObserver observer) {
        var wanted = new Origination(
                endpoints.of(call.destination()),
                application,
                callerId,
                call.ringTime(),
                call.ringTime().plus(call.talkTime()).plus(GRACE));
        String sound = media.of(call.message());
        trouble().ifPresent(trouble -> {
            throw new CallException(CallFailure.GATEWAY_UNREACHABLE, trouble);
        });
        ChannelId channel = ChannelId.of(call.id());
        AriCall placed = new AriCall(
                call, channel, sound, observer, laneOf(channel), asterisk, () -> calls.remove(channel.value()));
        calls.put(channel.value(), placed);
        originate(channel, wanted, placed);
        placed.placed();
        if (placed.isUnwanted()) {
            hangUp(channel, placed); // Somebody was faster than Asterisk
        }
    }

    /** Returns when the call is placed. The request is never repeated; when its answer is lost we ask what became of it. */
    private void originate(ChannelId channel, Origination wanted, AriCall placed) {
        try {
            asterisk.originate(channel, wanted);
        } catch (CallException e) {
            calls.remove(channel.value());
            throw e;
        } catch (LostAnswerException e) {
            if (!isThere(channel, placed)) {
                placed.abandon();
                throw new CallException(
                        CallFailure.GATEWAY_TIMED_OUT, "Asterisk did not say whether it places the call", e);
            }
        }
    }

    private boolean isThere(ChannelId channel, AriCall placed) {
        try {
            return placed.wasSeen() || asterisk.find(channel).isPresent() || placed.wasSeen();
        } catch (CallException e) {
            return placed.wasSeen();
        }
    }

    @Override
    public void hangUp(PhoneCall call) {
        ChannelId channel = ChannelId.of(call.id());
        Optional<AriCall> known = Optional.ofNullable(calls.get(channel.value()));
        known.ifPresent(AriCall::unwanted);
        asterisk.hangUp(channel);
        known.ifPresent(AriCall::hungUp);
    }

    private void hangUp(ChannelId channel, AriCall placed) {
        asterisk.hangUp(channel);
        placed.hungUp();
    }

    @Override
    public Reach reach(PhoneCall call) {
        return Reach.ANYWHERE;
    }

    @Override
    public Optional<PhoneCallState> probe(PhoneCall call) {
        return asterisk.find(ChannelId.of(call.id()));
    }

    @Override
    public Optional<String> trouble() {
        return stream.isUp() ? Optional.empty() : Optional.of("No events come from Asterisk: " + stream.trouble());
    }

    /** Lets go of Asterisk. Calls that are up stay up until Asterisk ends them. */
    @Override
    public void close() {
        stream.close();
        scheduler.shutdownNow();
        threads.forEach(ExecutorService::shutdownNow);
        workers.shutdownNow();
    }

    private void on(JsonObject event) {
        AriCall call = calls.get(channelOf(event));
        if (call != null) {
            call.on(event);
        }
    }

    private static String channelOf(JsonObject event) {
        for (String role : List.of("channel", "peer")) {
            if (event.get(role) instanceof JsonObject channel) {
                return channel.getString("id", "");
            }
        }
        return event.get("playback") instanceof JsonObject playback
                ? playback.getString("target_uri", "").replaceFirst("^channel:", "")
                : "";
    }

    /** What happened while there were no events is asked for. */
    private void resumeAll() {
        workers.execute(() -> calls.forEach((channel, call) -> resume(new ChannelId(channel), call)));
    }

    private void resume(ChannelId channel, AriCall call) {
        if (!call.wasSeen() && !call.isUnwanted()) {
            return; // It is being placed just now
        }
        try {
            call.resume(asterisk.find(channel), asterisk.isPlaying(channel));
        } catch (CallException e) {
            LOG.warn("Call {}: what became of it cannot be asked now: {}", channel, e.getMessage());
        }
    }

    private Lane laneOf(ChannelId channel) {
        return lanes.get(Math.floorMod(channel.value().hashCode(), LANES));
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setContextClassLoader(
                    AriGateway.class.getClassLoader()); // Not that of the request that makes it begin
            thread.setDaemon(true);
            return thread;
        };
    }
}
