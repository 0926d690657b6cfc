package org.ewsphone.launcher;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 that gives a client so much time for the head of its request. Tomcat's own time-out begins again with each byte,
 * so that a patient stranger could hold connections for as long as he likes.
 */
final class BoundedHeadProtocol extends Http11NioProtocol {

    private static final long LOOK_EVERY_MILLISECONDS = 500;

    private final Duration headTime;
    private @Nullable ScheduledFuture<?> watch;

    BoundedHeadProtocol(Duration headTime) {
        this.headTime = headTime;
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
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            if (connection.getCurrentProcessor() instanceof Processor processor && isLate(processor, now)) {
                connection.close();
            }
        }
    }

    /**
     * A processor stays with a connection, at rest, when it waits for the rest of a head; or for the body of a request that
     * is asynchronous, which has a time-out of its own.
     */
    private boolean isLate(Processor processor, long now) {
        Request request = processor.getRequest();
        return !processor.isAsync()
                && !processor.isUpgrade()
                && request != null
                && request.getRequestProcessor().getStage() == Constants.STAGE_ENDED
                && request.getStartTimeNanos() > 0
                && now - request.getStartTimeNanos() > headTime.toNanos();
    }
}
