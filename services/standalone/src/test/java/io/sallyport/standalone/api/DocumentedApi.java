package io.sallyport.standalone.api;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The OpenAPI document, as a test reads it. */
final class DocumentedApi {
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("https://sallyport.test/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    private final JsonObject document;

    DocumentedApi(JsonObject document) {
        this.document = document;
    }

    /** One call. */
    record Operation(String method, String path, JsonObject text) {
        String name() {
            return method + " " + path;
        }

        /** Of the role {@code read} without a word; empty for everybody. */
        String role() {
            JsonArray security = text.getJsonArray("security");
            if (security == null) {
                return "read";
            }
            return security.isEmpty()
                    ? ""
                    : security.getJsonObject(0).getJsonArray("bearer").getString(0);
        }

        List<JsonObject> parameters() {
            return text.getJsonArray("parameters", new JsonArray()).stream()
                    .map(JsonObject.class::cast)
                    .toList();
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, Object> path : document.getJsonObject("paths")) {
            for (Map.Entry<String, Object> call : (JsonObject) path.getValue()) {
                operations.add(new Operation(
                        call.getKey().toUpperCase(Locale.ROOT), path.getKey(), (JsonObject) call.getValue()));
            }
        }
        return operations;
    }

    Operation operation(String method, String path) {
        return operations().stream()
                .filter(each -> each.method().equals(method) && each.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    /** What a reference stands for; the object itself if it is none. */
    JsonObject resolved(JsonObject object) {
        String reference = object.getString("$ref");
        if (reference == null) {
            return object;
        }
        JsonObject found = document;
        for (String part : reference.substring(2).split("/")) {
            found = found.getJsonObject(part);
            if (found == null) {
                throw new AssertionError("nothing is at " + reference);
            }
        }
        return found;
    }

    /** What the document says of an answer: empty when it knows none of that status. */
    Optional<JsonObject> response(Operation operation, int status) {
        return Optional.ofNullable(operation.text().getJsonObject("responses").getJsonObject(Integer.toString(status)))
                .map(this::resolved);
    }

    /** What is wrong with an answer; empty when nothing is. */
    List<String> flaws(Operation operation, int status, String type, String body) {
        Optional<JsonObject> response = response(operation, status);
        if (response.isEmpty()) {
            return List.of("the document knows no " + status);
        }
        JsonObject content = response.get().getJsonObject("content", new JsonObject());
        String bare = type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
        if (content.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of("the document knows no body of " + status);
        }
        if (!content.containsKey(bare)) {
            return List.of("found " + type + ", documented: " + content.fieldNames());
        }
        boolean json = bare.endsWith("json") && !bare.endsWith("ndjson");
        return json ? flaws(content.getJsonObject(bare).getJsonObject("schema"), Json.decodeValue(body)) : List.of();
    }

    private List<String> flaws(JsonObject schema, Object value) {
        JsonObject whole = localised(schema.copy());
        JsonObject definitions = new JsonObject();
        document.getJsonObject("components")
                .getJsonObject("schemas")
                .forEach(each -> definitions.put(each.getKey(), localised(((JsonObject) each.getValue()).copy())));
        whole.put("$defs", definitions);
        OutputUnit result = Validator.create(JsonSchema.of(whole), OPTIONS).validate(value);
        if (result.getValid()) {
            return List.of();
        }
        return result.getErrors().stream()
                .map(each -> each.getInstanceLocation() + ": " + each.getError())
                .toList();
    }

    private static JsonObject localised(JsonObject schema) {
        String text = schema.encode().replace("#/components/schemas/", "#/$defs/");
        return new JsonObject(text);
    }
}
