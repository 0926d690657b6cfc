package org.ewsphone.launcher;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 that gives a client so much time for the head of its request, and less when too many take their time. Tomcat's
 * own time-out begins again with each byte, so that a patient stranger could hold connections for as long as he likes.
 */
final class BoundedHeadProtocol extends Http11NioProtocol {

    private static final long LOOK_EVERY_MILLISECONDS = 500;

    /** Nobody is given up sooner, however many there are: a good client may be far away. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final int ANSWER_BUFFER = 4096;

    private final Duration headTime;
    private final int mostWaiting;
    private @Nullable ScheduledFuture<?> watch;

    /** Waits so long for a head, and after a second for so many at most: then the oldest go first. */
    BoundedHeadProtocol(Duration headTime, int mostWaiting) {
        this.headTime = headTime;
        this.mostWaiting = mostWaiting;
    }

    /** Bytes of an answer that are kept until they are sent. What is longer goes out in pieces. */
    @Override
    public int getDesiredBufferSize() {
        return ANSWER_BUFFER;
    }

    @Override
    public void start() throws Exception {
        super.start();
        watch = getUtilityExecutor()
                .scheduleWithFixedDelay(
                        this::closeTheLate, LOOK_EVERY_MILLISECONDS, LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    private void closeTheLate() {
        long now = System.nanoTime();
        List<Waiting> oldestFirst = getEndpoint().getConnections().stream()
                .flatMap(connection -> Waiting.of(connection, now).stream())
                .sorted(Comparator.comparing(Waiting::age).reversed())
                .toList();
        int tooMany = oldestFirst.size() - mostWaiting;
        for (int i = 0; i < oldestFirst.size(); i++) {
            Waiting waiting = oldestFirst.get(i);
            if (waiting.age().compareTo(i < tooMany ? GRACE : headTime) > 0) {
                waiting.connection().close();
            }
        }
    }

    /** A connection on which the head of a request has begun to arrive, and for how long. */
    private record Waiting(SocketWrapperBase<?> connection, Duration age) {
        static Optional<Waiting> of(SocketWrapperBase<?> connection, long now) {
            return connection.getCurrentProcessor() instanceof Processor processor
                    ? begun(processor).map(start -> new Waiting(connection, Duration.ofNanos(now - start)))
                    : Optional.empty();
        }

        /**
         * A processor stays with a connection, at rest, when it waits for the rest of a head; or for the body of a request
         * that is asynchronous, which has a time-out of its own.
         */
        private static Optional<Long> begun(Processor processor) {
            Request request = processor.getRequest();
            return !processor.isAsync()
                            && !processor.isUpgrade()
                            && request != null
                            && request.getRequestProcessor().getStage() == Constants.STAGE_ENDED
                            && request.getStartTimeNanos() > 0
                    ? Optional.of(request.getStartTimeNanos())
                    : Optional.empty();
        }
    }
}
