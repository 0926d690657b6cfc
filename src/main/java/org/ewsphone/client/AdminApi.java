package org.ewsphone.client;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What this project's server tells operators besides EWS; no other server has it. */
public final class AdminApi {

    private static final String BESIDE_THE_ENDPOINT = "api/v1/";
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final EwsClient client;

    /** That of the server whom this client asks. */
    public AdminApi(EwsClient client) {
        this.client = client;
    }

    /**
     * What is there, as {@code calls}, with these parameters.
     *
     * @throws ApiRefusalException when the server refuses it
     * @throws IOException when it cannot be reached, or has no such thing
     */
    public JsonObject get(String path, Map<String, String> parameters)
            throws IOException, InterruptedException, ApiRefusalException {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return object(client.get(BESIDE_THE_ENDPOINT + path + (query.isEmpty() ? "" : "?" + query)));
    }

    /** Does something; throws as {@link #get} does. */
    public JsonObject send(String method, String path, JsonStructure body)
            throws IOException, InterruptedException, ApiRefusalException {
        return object(client.json(method, BESIDE_THE_ENDPOINT + path, body.toString()));
    }

    /** A part of a path. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonObject object(HttpResponse<byte[]> response) throws IOException, ApiRefusalException {
        JsonObject body = json(response);
        if (response.statusCode() / 100 == 2) {
            return body;
        }
        String detail = body.getString("detail", body.getString("title", "it says no more"));
        throw new ApiRefusalException(response.statusCode() == FORBIDDEN, detail);
    }

    private static JsonObject json(HttpResponse<byte[]> response) throws IOException {
        if (response.body().length == 0 && response.statusCode() / 100 == 2) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        try (var reader = Json.createReader(new ByteArrayInputStream(response.body()))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new IOException(
                    response.statusCode() == NOT_FOUND
                            ? "it has no administration API; only ews-phone has"
                            : "it answers with HTTP " + response.statusCode() + " and no JSON",
                    e);
        }
    }
}
