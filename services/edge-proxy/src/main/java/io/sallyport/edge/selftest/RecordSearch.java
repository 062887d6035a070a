package io.sallyport.edge.selftest;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.policy.engine.disclosure.Pseudonym;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Searches a record for what {@code strict} promises to leave out. */
final class RecordSearch {
    private RecordSearch() {}

    /** What it tells, by field. */
    static Map<String, String> of(AccessRecord record, Set<String> machine) {
        Map<String, String> told = new LinkedHashMap<>();
        if (!record.client().startsWith(Pseudonym.PREFIX)) {
            told.put("client", record.client());
        }
        if (!record.user().isEmpty() && !record.user().startsWith(Pseudonym.PREFIX)) {
            told.put("user", record.user());
        }
        put(told, "path", record.path());
        put(told, "userAgent", record.userAgent());
        if (machine.stream().anyMatch(record.toString()::contains)) {
            told.put("machine", record.toString());
        }
        return told;
    }

    private static void put(Map<String, String> told, String field, String value) {
        if (!value.isEmpty()) {
            told.put(field, value);
        }
    }
}
