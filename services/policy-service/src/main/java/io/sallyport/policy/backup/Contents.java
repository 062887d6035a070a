package io.sallyport.policy.backup;

import io.sallyport.contract.Subject;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.policy.UnlockReport;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.policy.backup.Archive.Entry;
import io.sallyport.policy.revision.Revision;
import io.sallyport.policy.revision.RevisionBook;
import io.sallyport.policy.revision.RevisionIndex;
import io.sallyport.policy.transparency.RuleDates;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an archive holds, read as what it is.
 *
 * @param generations numbers that the next ones must be above
 * @param texts       of the policy, by digest
 */
record Contents(
        Map<Subject, Long> generations,
        RevisionIndex revisions,
        Map<String, String> texts,
        UnlockReport unlocks,
        CanaryReport canaries,
        RuleDates.Book dates) {
    /** @throws IllegalArgumentException if an entry is not what its kind says; the message names it */
    static Contents of(Archive archive) {
        Map<Subject, Long> generations = new HashMap<>();
        for (Subject subject : Subject.values()) {
            archive.find(Archive.GENERATION, subject.token())
                    .ifPresent(value -> generations.put(subject, number(subject, value)));
        }
        return new Contents(
                generations,
                one(archive, Archive.REVISIONS, RevisionIndex.class).orElse(RevisionIndex.EMPTY),
                texts(archive.all(Archive.TEXT)),
                one(archive, Archive.UNLOCKS, UnlockReport.class).orElse(UnlockReport.NONE),
                one(archive, Archive.CANARIES, CanaryReport.class).orElse(CanaryReport.NONE),
                one(archive, Archive.RULE_DATES, RuleDates.Book.class).orElse(new RuleDates.Book(null)));
    }

    private static long number(Subject subject, Object value) {
        boolean whole = value instanceof Integer || value instanceof Long;
        if (!whole || ((Number) value).longValue() < 0) {
            throw new IllegalArgumentException(Archive.GENERATION + " \"" + subject.token() + "\": found " + value
                    + ", allowed: a whole number from 0");
        }
        return ((Number) value).longValue();
    }

    private static <T> Optional<T> one(Archive archive, String kind, Class<T> type) {
        return archive.find(kind, "").map(value -> {
            try {
                return JsonCodec.parse(Buffer.buffer(Json.encode(value)), type);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        kind + ": found what is none (" + e.getMessage() + "), allowed: as it was written", e);
            }
        });
    }

    private static Map<String, String> texts(List<Entry> entries) {
        Map<String, String> texts = new HashMap<>();
        for (Entry entry : entries) {
            if (!(entry.value() instanceof String text)
                    || !RevisionBook.digest(text).equals(entry.name())) {
                throw new IllegalArgumentException(Archive.TEXT + " \"" + entry.name()
                        + "\": found another text, allowed: the one of that digest");
            }
            texts.put(entry.name(), text);
        }
        return texts;
    }

    /** The text that was in force; empty when the archive has none. */
    Optional<String> textInForce() {
        return revisions.head().map(Revision::text).map(texts::get);
    }
}
