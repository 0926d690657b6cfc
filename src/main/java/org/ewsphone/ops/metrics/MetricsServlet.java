package org.ewsphone.ops.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ewsphone.call.Caller;

/** The metrics, for whom they are. */
final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String NOT_FOR_YOU =
            "The metrics are for users with the role operator, and for the addresses in metrics.addresses.\n";

    private final transient Supplier<String> metrics;
    private final transient Predicate<HttpServletRequest> mayRead;

    MetricsServlet(Supplier<String> metrics, Predicate<HttpServletRequest> mayRead) {
        this.metrics = metrics;
        this.mayRead = mayRead;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            send(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "text/plain; charset=utf-8", "");
        } else if (request.isUserInRole(Caller.OPERATOR) || mayRead.test(request)) {
            send(response, HttpServletResponse.SC_OK, PrometheusTextFormatWriter.CONTENT_TYPE, metrics.get());
        } else {
            send(response, HttpServletResponse.SC_FORBIDDEN, "text/plain; charset=utf-8", NOT_FOR_YOU);
        }
    }

    private static void send(HttpServletResponse response, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
