package org.ewsphone.api;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What somebody gets who asked. */
@FunctionalInterface
interface Answer {

    void write(HttpServletResponse response) throws IOException;

    static Answer json(JsonObjectBuilder json) {
        return json(200, "application/json", json.build());
    }

    static Answer created(JsonObjectBuilder json) {
        return json(201, "application/json", json.build());
    }

    static Answer nothing() {
        return response -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    static Answer of(Problem problem) {
        return json(problem.status(), "application/problem+json", problem.json());
    }

    private static Answer json(int status, String type, JsonStructure json) {
        return bytes(status, type, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Answer bytes(int status, String type, byte[] body) {
        return response -> {
            response.setStatus(status);
            response.setContentType(type);
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        };
    }
}
