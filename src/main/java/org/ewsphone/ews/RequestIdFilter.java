package org.ewsphone.ews;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Gives every request an id, which the answer and the log name, and returns the client's own id when it asks for it. */
public final class RequestIdFilter implements Filter {

    private static final String ATTRIBUTE = RequestIdFilter.class.getName();
    private static final int LONGEST_CLIENT_ID = 128;

    /** The id of this request. */
    static String of(ServletRequest request) {
        return inHand(request).id();
    }

    /** The same, for whoever goes on with it on another thread. */
    static RequestInHand inHand(ServletRequest request) {
        return (RequestInHand) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "The filter comes first");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var random = ThreadLocalRandom.current(); // Tells requests apart; nobody has to be unable to guess it
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        var http = (HttpServletRequest) request;
        var inHand = RequestInHand.of(id, http.getHeader("traceparent"));
        request.setAttribute(ATTRIBUTE, inHand);
        var answer = (HttpServletResponse) response;
        answer.setHeader("request-id", id);
        echoClientId(http, answer);
        inHand.take();
        try {
            chain.doFilter(request, response);
        } finally {
            RequestInHand.letGo();
        }
    }

    private static void echoClientId(HttpServletRequest request, HttpServletResponse answer) {
        String id = request.getHeader("client-request-id");
        if (id != null
                && "true".equalsIgnoreCase(request.getHeader("return-client-request-id"))
                && id.length() <= LONGEST_CLIENT_ID
                && id.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            answer.setHeader("client-request-id", id);
        }
    }
}
