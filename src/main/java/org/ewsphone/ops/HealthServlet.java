package org.ewsphone.ops;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.ewsphone.call.Caller;

/**
 * Tells load balancers and supervisors whether the server is well, in the shape of MicroProfile Health 4.0, 3.1: UP with
 * status 200, or DOWN with 503. What it is that fails is told to operators only.
 */
public final class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<Health.Report> health;

    /** One that tells this. */
    public HealthServlet(Supplier<Health.Report> health) {
        this.health = health;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            response.setContentLength(0);
        } else {
            Health.Report report = health.get();
            send(
                    response,
                    report.ready() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    json(report, isOperator(request)));
        }
    }

    /** By our own word: a container may have roles of the same name for others. */
    private static boolean isOperator(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Caller caller
                && caller.roles().contains(Caller.OPERATOR);
    }

    private static byte[] json(Health.Report report, boolean detailed) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.createGenerator(bytes)) {
            json.writeStartObject().write("status", status(report.ready())).writeStartArray("checks");
            if (detailed) {
                report.checks().forEach(check -> write(check, json));
            }
            json.writeEnd().writeEnd();
        }
        return bytes.toByteArray();
    }

    private static void write(Health.Seen check, JsonGenerator json) {
        json.writeStartObject()
                .write("name", check.name())
                .write("status", status(check.readiness().ready()));
        if (!check.readiness().facts().isEmpty()) {
            json.writeStartObject("data");
            new TreeMap<>(check.readiness().facts()).forEach(json::write);
            json.writeEnd();
        }
        json.writeEnd();
    }

    private static String status(boolean ready) {
        return ready ? "UP" : "DOWN";
    }

    private static void send(HttpServletResponse response, int code, byte[] body) throws IOException {
        response.setStatus(code);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
