package io.sallyport.edge.inspect;

import io.sallyport.cache.engine.stored.StoredHead;
import java.util.ArrayList;
import java.util.List;

/** The fields by which an answer says to which groups it belongs, as it says it. */
final class Groups {
    private static final List<String> FIELDS = List.of("cache-groups", "surrogate-key", "cache-tag", "xkey");

    private Groups() {}

    static List<String> of(StoredHead head) {
        List<String> lines = new ArrayList<>();
        for (String field : FIELDS) {
            for (String line : head.fields().all(field)) {
                lines.add(field + ": " + line);
            }
        }
        return lines;
    }
}
