package org.ewsphone.ops;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** Tells load balancers and supervisors that the server answers, in the shape of MicroProfile Health. */
public final class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient BooleanSupplier healthy;

    /** One that says UP, with status 200, as long as this is so; otherwise DOWN, with 503. */
    public HealthServlet(BooleanSupplier healthy) {
        this.healthy = healthy;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            response.setContentLength(0);
        } else if (healthy.getAsBoolean()) {
            send(response, HttpServletResponse.SC_OK, "UP");
        } else {
            send(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "DOWN");
        }
    }

    private static void send(HttpServletResponse response, int code, String status) throws IOException {
        byte[] body = ("{\"status\":\"" + status + "\",\"checks\":[]}").getBytes(StandardCharsets.US_ASCII);
        response.setStatus(code);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
