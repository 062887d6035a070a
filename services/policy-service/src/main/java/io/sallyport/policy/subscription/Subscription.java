package io.sallyport.policy.subscription;

import io.sallyport.contract.policy.ListDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One list that is fetched. Owner: the context of {@link Subscriptions}; what others read is volatile.
 */
final class Subscription {
    /** Refreshes that may be missed before it is worth a problem. */
    private static final int STALE_AFTER = 3;

    private volatile ListDocument document;
    private volatile Fetched known = Fetched.NOTHING;
    private volatile Path file;
    private boolean busy;
    private boolean tried;

    Subscription(ListDocument document) {
        this.document = document;
    }

    ListDocument document() {
        return document;
    }

    /** A changed address makes another list of it: what lies here is no longer what is meant. */
    void document(ListDocument changed) {
        boolean moved = !changed.url().equals(document.url());
        document = changed;
        if (moved) {
            file = null;
            known = Fetched.NOTHING;
            tried = false;
        }
    }

    String name() {
        return document.name();
    }

    String url() {
        return document.url().orElse("");
    }

    Fetched known() {
        return known;
    }

    void known(Fetched newer) {
        known = newer;
    }

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** @param text what the list is compiled from, from now on */
    void file(Path text) {
        file = text;
    }

    boolean isBusy() {
        return busy;
    }

    /** Somebody works on it, and others leave it alone. */
    void begin() {
        busy = true;
    }

    /** What was kept has been looked for. */
    void recalled() {
        busy = false;
    }

    /** A fetch has ended, whichever way. */
    void fetched() {
        busy = false;
        tried = true;
    }

    /** Whether there is a text, or it was tried to get one. */
    boolean isDecided() {
        return file != null || tried;
    }

    boolean isDue(Instant now) {
        return !busy && !known.nextAt().isAfter(now);
    }

    /** Whether the text is older than it may be. */
    boolean isStale(Instant now) {
        Duration longest = document.refresh().multipliedBy(STALE_AFTER);
        return file != null && known.checkedAt().plus(longest).isBefore(now);
    }

    /** What is degraded, in words; empty when nothing is. */
    String problem(Instant now) {
        String why = known.error().isEmpty() ? "" : ": " + known.error();
        if (!known.held().isEmpty()) {
            return "list " + name() + ": what was fetched is kept back, because " + known.held()
                    + "; if that is meant: sallyport lists refresh " + name() + " --accept";
        }
        if (file == null) {
            return tried ? "list " + name() + ": nothing has been fetched from " + url() + " yet" + why : "";
        }
        return isStale(now)
                ? "list " + name() + ": stale, last fetched or found unchanged at " + known.checkedAt() + why
                : "";
    }
}
