package org.ewsphone.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ewsphone.call.CallException;
import org.ewsphone.call.Caller;
import org.ewsphone.call.OperationObserver;
import org.ewsphone.call.OperationRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API, as HTTP sees it. Whoever asks must be an operator; and since browsers send a password along wherever a page
 * tells them to, what changes something must be JSON and come from a page of this server, or from no page at all.
 */
final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);

    private final transient List<Route> routes;
    private final transient OperationObserver audit;
    private final transient Function<HttpServletRequest, String> clientAddress;
    private final transient Clock clock;

    ApiServlet(
            List<Route> routes,
            OperationObserver audit,
            Function<HttpServletRequest, String> clientAddress,
            Clock clock) {
        this.routes = routes;
        this.audit = audit;
        this.clientAddress = clientAddress;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response).write(response);
    }

    private Answer answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            requireOperator(request);
            String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
            Route route = route(request.getMethod(), path, response);
            var question = new Question(request, route.placesIn(path).orElseThrow());
            return request.getMethod().equals("GET")
                    ? told(route, question, response)
                    : done(route, question, response);
        } catch (Problem problem) {
            return Answer.of(problem);
        }
    }

    private static void requireOperator(HttpServletRequest request) {
        if (!request.isUserInRole(Caller.OPERATOR)) {
            throw Problem.forbidden("The user " + request.getRemoteUser() + " has not the role " + Caller.OPERATOR
                    + ". Give it in the users file, as NAME:HASH:MAILBOX:operator, by user.roles, or by a claim of the"
                    + " token.");
        }
    }

    private Route route(String method, String path, HttpServletResponse response) {
        List<Route> ofPath = routes.stream()
                .filter(route -> route.placesIn(path).isPresent())
                .toList();
        if (ofPath.isEmpty()) {
            throw Problem.notFound("There is nothing here; openapi.json tells what there is.");
        }
        Optional<Route> found =
                ofPath.stream().filter(route -> route.method().equals(method)).findFirst();
        return found.orElseThrow(() -> {
            String allowed = ofPath.stream().map(Route::method).collect(Collectors.joining(", "));
            response.setHeader("Allow", allowed);
            return Problem.methodNotAllowed(allowed);
        });
    }

    private static Answer told(Route route, Question question, HttpServletResponse response) throws IOException {
        try {
            return route.answer(question);
        } catch (CallException e) {
            throw Problem.of(e);
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) {
            String id = String.valueOf(response.getHeader("request-id"));
            LOG.error("Request {} failed", id, e);
            throw Problem.internal(id);
        }
    }

    /** What changes something stands in the audit, whatever came of it. */
    private Answer done(Route route, Question question, HttpServletResponse response) throws IOException {
        long began = System.nanoTime();
        try {
            requireOurPage(question.http());
            Answer answer = told(route, question, response);
            record(route, question, response, "NoError", HttpServletResponse.SC_OK, began);
            return answer;
        } catch (Problem problem) {
            record(route, question, response, "Refused", problem.status(), began);
            throw problem;
        }
    }

    private void record(
            Route route, Question question, HttpServletResponse response, String code, int status, long began) {
        audit.on(new OperationRecord(
                clock.instant(),
                String.valueOf(response.getHeader("request-id")),
                question.caller().name(),
                question.caller().mailbox(),
                clientAddress.apply(question.http()),
                Optional.of(route.name()),
                route.path().contains("{call}") ? Optional.of(question.place(0)) : Optional.empty(),
                Optional.empty(),
                code,
                status,
                Duration.ofNanos(System.nanoTime() - began)));
    }

    private static void requireOurPage(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
            throw Problem.notJson();
        }
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean ours = site != null
                ? site.equals("same-origin") || site.equals("none")
                : origin == null || isAt(origin, request.getHeader("Host"));
        if (!ours) {
            throw Problem.forbidden("This was asked for by a page of somebody else. Use the console of this server.");
        }
    }

    private static boolean isAt(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
