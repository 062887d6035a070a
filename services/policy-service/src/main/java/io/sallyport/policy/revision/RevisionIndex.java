package io.sallyport.policy.revision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The revisions that are kept, oldest first; the last one is in force.
 *
 * @param file hex SHA-256 of the text that {@code policies.yaml} had when it was last looked at by the instance that
 *     publishes: another one is an edit
 */
public record RevisionIndex(String file, List<Revision> revisions) {
    /** Revisions kept; what is older is forgotten. */
    static final int KEPT_MAX = 100;

    /** Nothing has been put in force. */
    public static final RevisionIndex EMPTY = new RevisionIndex("", List.of());

    public RevisionIndex {
        file = file == null ? "" : file;
        revisions = revisions == null ? List.of() : List.copyOf(revisions);
    }

    /** The one in force. */
    public Optional<Revision> head() {
        return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.get(revisions.size() - 1));
    }

    public Optional<Revision> find(long number) {
        return revisions.stream().filter(each -> each.number() == number).findFirst();
    }

    /** The one that was in force at a moment; empty when that is before the oldest one kept. */
    public Optional<Revision> at(Instant moment) {
        Optional<Revision> found = Optional.empty();
        for (Revision each : revisions) {
            if (!each.at().isAfter(moment)) {
                found = Optional.of(each);
            }
        }
        return found;
    }

    /** With one more, under the next number, which the oldest one makes room for. */
    RevisionIndex with(Revision next, String fileNow) {
        List<Revision> all = new ArrayList<>(revisions);
        all.add(next.numbered(head().map(Revision::number).orElse(0L) + 1));
        return new RevisionIndex(fileNow, all.subList(Math.max(0, all.size() - KEPT_MAX), all.size()));
    }

    /** Whether these go further than those of another index, so that they can be its past. */
    public boolean isAhead(RevisionIndex other) {
        long here = head().map(Revision::number).orElse(0L);
        return here > 0 && here >= other.head().map(Revision::number).orElse(0L);
    }

    /** The one in force behind those of a backup, under the next number; the same if these go further already. */
    RevisionIndex behind(RevisionIndex past) {
        return head().isPresent() && past.isAhead(this)
                ? new RevisionIndex(file, past.revisions).with(head().get(), file)
                : this;
    }

    /** With the generation of the one in force, if it has that digest and none yet; else the same. */
    RevisionIndex published(String digest, long generation) {
        Optional<Revision> head = head();
        if (head.isEmpty() || !head.get().digest().equals(digest) || head.get().generation() > 0) {
            return this;
        }
        List<Revision> all = new ArrayList<>(revisions);
        all.set(all.size() - 1, head.get().published(generation));
        return new RevisionIndex(file, all);
    }

    boolean keeps(String text) {
        return revisions.stream().anyMatch(each -> each.text().equals(text));
    }
}
