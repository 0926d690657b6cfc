package org.ewsphone.ews;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Takes what nobody has read of a request before its answer goes out, without holding a thread. A container waits for it
 * with one, so that some hundred strangers, all of them refused, could keep everybody else out. The answer stays as it is;
 * whoever sends too much or takes too long loses the connection.
 */
public final class UnreadBodies implements Filter {

    /** So much more than is allowed is taken of a body that is too large, for a client may read its answer only then. */
    private static final int INDULGENCE = 8;

    private final int maxBody;
    private final Duration bodyTime;
    private final WaitingBodies waiting;

    /** Of bodies of which so many bytes are allowed; in at most this time, from so many clients at once. */
    public UnreadBodies(int maxBody, Duration bodyTime, int maxWaiting) {
        this.maxBody = maxBody;
        this.bodyTime = bodyTime;
        this.waiting = new WaitingBodies(maxWaiting);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (!request.isAsyncStarted()
                && request.isAsyncSupported()
                && mayHaveBody((HttpServletRequest) request)
                && !request.getInputStream().isFinished()) {
            discard((HttpServletRequest) request, (HttpServletResponse) response);
        }
    }

    private static boolean mayHaveBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private void discard(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getContentLengthLong() > maxBody) {
            endConnection(response);
            response.flushBuffer();
        }
        BodyReader.discard(request, INDULGENCE * maxBody, bodyTime, waiting, new Answered(response));
    }

    /** What is still to come of the body would be taken for the next request. */
    private static void endConnection(HttpServletResponse response) {
        response.setHeader("Connection", "close");
    }

    /** The answer is there, and goes out with the end of the body. */
    private record Answered(HttpServletResponse response) implements BodyReader.Receiver {
        @Override
        public void body(byte[] body) {}

        @Override
        public void tooLarge() {
            endConnection(response);
        }

        @Override
        public void tooSlow() {
            endConnection(response);
        }
    }
}
