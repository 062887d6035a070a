package io.sallyport.logs.source;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Whose records an answer is made of.
 *
 * @param collectors instances that have answered
 * @param missing    instances that should have, and did not
 */
public record Coverage(List<String> collectors, List<String> missing) {
    public Coverage {
        collectors = collectors.stream().sorted().toList();
        missing = missing.stream().sorted().toList();
    }

    public JsonObject json() {
        return new JsonObject().put("collectors", new JsonArray(collectors)).put("missing", new JsonArray(missing));
    }
}
