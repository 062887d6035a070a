package io.sallyport.policy.transparency;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Store;
import io.sallyport.policy.compile.Digests;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Since when each rule has been as it is, kept in the store. A rule that changes begins anew with the snapshot that changed
 * it; one that goes is forgotten. Every instance works the same out from the same snapshot, so it does not matter which of
 * them writes. Runs on one context.
 */
public final class RuleDates {
    private static final Logger LOG = LoggerFactory.getLogger(RuleDates.class);
    private static final long LOOK_MILLIS = 2_000;

    private final Vertx vertx;
    private final Store store;
    private final Supplier<Optional<PolicySnapshot>> running;
    private final long timer;
    private boolean writing;
    private long seen;
    private volatile Map<String, Entry> dates = Map.of();

    /** One rule. */
    public record Entry(String digest, Instant since) {}

    /** All of them, by name. */
    public record Book(Map<String, Entry> rules) {
        public Book {
            rules = rules == null ? Map.of() : Map.copyOf(rules);
        }
    }

    private RuleDates(Vertx vertx, Store store, Supplier<Optional<PolicySnapshot>> running) {
        this.vertx = vertx;
        this.store = store;
        this.running = running;
        this.timer = vertx.setPeriodic(LOOK_MILLIS, id -> look());
        look();
    }

    /** Begins to follow. */
    public static RuleDates follow(Vertx vertx, Store store, Supplier<Optional<PolicySnapshot>> running) {
        return new RuleDates(vertx, store, running);
    }

    private void look() {
        Optional<PolicySnapshot> snapshot = running.get();
        if (!writing && snapshot.isPresent() && snapshot.get().generation() != seen) {
            writing = true;
            note(snapshot.get()).onComplete(done -> writing = false);
        }
    }

    private Future<Void> note(PolicySnapshot snapshot) {
        return store.get(StoreKeys.ruleDates())
                .compose(stored -> {
                    Book before = stored.map(bytes -> JsonCodec.parse(bytes, Book.class))
                            .orElse(new Book(dates));
                    Book now = after(before, snapshot);
                    dates = now.rules();
                    return now.equals(before) && stored.isPresent()
                            ? Future.<Void>succeededFuture()
                            : store.put(StoreKeys.ruleDates(), JsonCodec.bytes(now));
                })
                .onSuccess(done -> seen = snapshot.generation())
                .onFailure(failure -> LOG.debug("dates of rules not kept: {}", failure.getMessage()));
    }

    /** Takes what a backup knows of rules that are there as they were, where it knows of an earlier day, and of rules that are not there. */
    public Future<Void> learn(Book archived) {
        return store.get(StoreKeys.ruleDates())
                .compose(stored -> {
                    Book known = stored.map(bytes -> JsonCodec.parse(bytes, Book.class))
                            .orElse(new Book(dates));
                    return store.put(StoreKeys.ruleDates(), JsonCodec.bytes(with(known, archived)));
                })
                .onSuccess(done -> seen = 0);
    }

    static Book with(Book known, Book archived) {
        Map<String, Entry> all = new HashMap<>(archived.rules());
        known.rules().forEach((rule, entry) -> {
            Entry old = all.get(rule);
            boolean older = old != null
                    && old.digest().equals(entry.digest())
                    && old.since().isBefore(entry.since());
            if (!older) {
                all.put(rule, entry);
            }
        });
        return new Book(all);
    }

    /** What is known after a snapshot. */
    static Book after(Book before, PolicySnapshot snapshot) {
        Map<String, Entry> now = new HashMap<>();
        for (RuleDocument rule : snapshot.document().rules()) {
            String digest = Digests.sha256(JsonCodec.bytes(rule).getBytes());
            Entry known = before.rules().get(rule.name());
            now.put(
                    rule.name(),
                    known != null && known.digest().equals(digest) ? known : new Entry(digest, snapshot.producedAt()));
        }
        return new Book(now);
    }

    /** Since when; empty while it is not known. */
    Optional<Instant> of(String rule) {
        return Optional.ofNullable(dates.get(rule)).map(Entry::since);
    }

    public void close() {
        vertx.cancelTimer(timer);
    }
}
