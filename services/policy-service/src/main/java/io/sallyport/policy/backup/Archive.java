package io.sallyport.policy.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a backup holds. */
record Archive(Instant at, List<Entry> entries) {
    /** The number of the newest snapshot of a subject, or its counter, whichever is higher. */
    static final String GENERATION = "generation";
    /** The routes in force, for whoever wants to read them: they come from routes.yaml. */
    static final String ROUTES = "routes";
    /** The index of the revisions of the policy. */
    static final String REVISIONS = "revisions";
    /** A text of the policy as written, by its digest. */
    static final String TEXT = "policy-text";
    /** The unlocks. */
    static final String UNLOCKS = "unlocks";
    /** The states of the canaries. */
    static final String CANARIES = "canaries";
    /** Since when rules are as they are. */
    static final String RULE_DATES = "rule-dates";
    /** What is known of a list that is fetched, for whoever wants to read it: it is fetched again. */
    static final String LIST = "list";

    static final List<String> KINDS = List.of(GENERATION, ROUTES, REVISIONS, TEXT, UNLOCKS, CANARIES, RULE_DATES, LIST);

    /**
     * One document.
     *
     * @param name  tells it from others of its kind; empty where there is one
     * @param value text, number, object or array of JSON
     */
    record Entry(String kind, String name, Object value) {}

    Archive {
        entries = List.copyOf(entries);
    }

    Optional<Object> find(String kind, String name) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind) && entry.name().equals(name))
                .map(Entry::value)
                .findFirst();
    }

    List<Entry> all(String kind) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).toList();
    }
}
