package io.sallyport.edge.openapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI</a> document: a file with what all calls share, and one for
 * each subject with its {@code paths} and {@code schemas}. What every call may answer is written once, here.
 */
public final class ApiDocument {
    /** Calls that the edge answers itself; those of the other files are handed on. */
    private static final String EDGE = "edge";

    private static final List<String> SUBJECTS = List.of(EDGE, "records", "policy", "routes", "cache");
    private static final Map<String, String> ALWAYS = Map.of(
            "400", "BadRequest",
            "401", "Unauthorized",
            "403", "Forbidden",
            "405", "MethodNotAllowed",
            "414", "TooLong",
            "429", "TooMany",
            "431", "TooLong");
    private static final Map<String, String> WITH_BODY = Map.of("408", "Slow", "413", "TooLarge", "415", "Form");
    private static final Map<String, String> HANDED_ON =
            Map.of("502", "BrokenOff", "503", "Unavailable", "504", "Late");
    private static final String HEALTH = "/health/";

    private ApiDocument() {}

    /** Reads and assembles it, which blocks for some ten milliseconds. */
    public static JsonObject load() throws IOException {
        JsonObject document = read("base");
        JsonObject paths = document.getJsonObject("paths");
        JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");
        for (String subject : SUBJECTS) {
            JsonObject part = read(subject);
            for (Map.Entry<String, Object> path : part.getJsonObject("paths")) {
                complete(path.getKey(), (JsonObject) path.getValue(), !subject.equals(EDGE));
                paths.put(path.getKey(), path.getValue());
            }
            schemas.mergeIn(part.getJsonObject("schemas"));
        }
        return document;
    }

    private static void complete(String path, JsonObject calls, boolean handedOn) {
        for (Map.Entry<String, Object> call : calls) {
            JsonObject responses = ((JsonObject) call.getValue()).getJsonObject("responses");
            if (!path.startsWith(HEALTH)) {
                add(responses, ALWAYS);
            }
            if (!call.getKey().equals("get")) {
                add(responses, WITH_BODY);
            }
            if (handedOn) {
                add(responses, HANDED_ON);
            }
        }
    }

    /** What a file says of a status counts. */
    private static void add(JsonObject responses, Map<String, String> usual) {
        usual.forEach((status, name) -> {
            if (!responses.containsKey(status)) {
                responses.put(status, new JsonObject().put("$ref", "#/components/responses/" + name));
            }
        });
    }

    private static JsonObject read(String name) throws IOException {
        String path = name + ".json";
        try (InputStream in = ApiDocument.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new FileNotFoundException(path + " is not on the class path");
            }
            return new JsonObject(Buffer.buffer(in.readAllBytes()));
        }
    }
}
