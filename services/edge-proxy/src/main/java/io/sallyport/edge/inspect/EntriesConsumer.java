package io.sallyport.edge.inspect;

import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.CacheEntry;
import io.sallyport.contract.cache.EntriesAnswer;
import io.sallyport.contract.cache.EntriesAnswer.Refused;
import io.sallyport.contract.cache.EntriesQuestion;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.http.RequestFacts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Answers, for this edge, what its cache knows of a URL. Looks at every key, on a worker, one question at a time. */
public final class EntriesConsumer {
    /** Most entries and most refusals of an answer. */
    private static final int MAX = 100;

    private final Vertx vertx;
    private final Parts parts;
    private final MessageConsumer<EntriesQuestion> consumer;

    /**
     * What it looks at.
     *
     * @param edge      the instance's name
     * @param snapshots what is in force; gives {@code null} before the first
     * @param shared    the tier for the context that starts this
     */
    public record Parts(
            String edge, MemoryCache memory, Supplier<SnapshotSet> snapshots, SharedTier shared, Clock clock) {}

    private EntriesConsumer(Vertx vertx, Parts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.consumer = vertx.eventBus().consumer(Addresses.of(Addresses.CACHE_ENTRIES, parts.edge()), this::asked);
    }

    /** Completes when questions reach this edge. */
    public static Future<EntriesConsumer> start(Vertx vertx, Parts parts) {
        EntriesConsumer started = new EntriesConsumer(vertx, parts);
        return started.consumer.completion().map(started);
    }

    public Future<Void> stop() {
        return consumer.unregister();
    }

    private void asked(Message<EntriesQuestion> message) {
        SnapshotSet snapshots = parts.snapshots().get();
        if (snapshots == null) {
            message.reply(new EntriesAnswer(parts.edge(), List.of(), List.of(), 0, List.of()));
            return;
        }
        EntriesQuestion question = message.body();
        List<PlanView> plans = plans(question, snapshots);
        Future<List<CacheEntry>> shared = question.shared() ? shared(plans) : Future.succeededFuture(List.of());
        shared.compose(entries -> vertx.executeBlocking(() -> answer(question, plans, entries, snapshots)))
                .onSuccess(message::reply)
                .onFailure(failure -> message.fail(1, String.valueOf(failure.getMessage())));
    }

    private List<PlanView> plans(EntriesQuestion question, SnapshotSet snapshots) {
        long now = parts.clock().millis();
        List<PlanView> plans = new ArrayList<>();
        RequestFacts reverse = Supposed.get(question, false);
        if (reverse != null) {
            plans.add(PlanView.reverse(reverse, snapshots, parts.memory(), now));
        }
        if (reverse != null && reverse.scheme().equals("http")) {
            plans.add(PlanView.forward(Supposed.get(question, true), snapshots, parts.memory(), now));
        }
        return plans;
    }

    /** One after the other: there are two at most. */
    private Future<List<CacheEntry>> shared(List<PlanView> plans) {
        List<CacheEntry> found = new ArrayList<>();
        Future<Void> asking = Future.succeededFuture();
        for (PlanView plan : plans) {
            if (plan.key() != null) {
                asking = asking.compose(before -> parts.shared()
                        .ask(plan.key(), plan.facts().headers(), false)
                        .onSuccess(answer -> add(found, plan, answer))
                        .<Void>mapEmpty()
                        .otherwiseEmpty());
            }
        }
        return asking.map(found);
    }

    private void add(List<CacheEntry> found, PlanView plan, SharedTier.Answer answer) {
        long now = parts.clock().millis();
        CacheRules rules = plan.rules();
        if (answer instanceof SharedTier.Answer.Found whole) {
            EntryView.Body body = EntryView.Body.whole(whole.body().length());
            found.add(EntryView.of(EntryView.SHARED, plan.key(), whole.head(), body, rules, now));
        } else if (answer instanceof SharedTier.Answer.FoundLarge large) {
            large.body().close();
            EntryView.Body body = EntryView.Body.whole(large.length());
            found.add(EntryView.of(EntryView.SHARED, plan.key(), large.head(), body, rules, now));
        }
    }

    /** Of other tracks than those that a plain request takes, the rules that routes have by default. */
    private static CacheRules rules(CacheKey key, List<PlanView> plans) {
        return plans.stream()
                .filter(plan -> plan.key() != null && plan.key().track().equals(key.track()))
                .map(PlanView::rules)
                .findFirst()
                .orElse(CacheRules.REVERSE);
    }

    private EntriesAnswer answer(
            EntriesQuestion question, List<PlanView> plans, List<CacheEntry> shared, SnapshotSet snapshots) {
        Set<CacheKey> urls = snapshots.cachePlans().keys(question.url());
        plans.stream().filter(plan -> plan.key() != null).forEach(plan -> urls.add(plan.key()));
        long now = parts.clock().millis();
        List<CacheEntry> entries = new ArrayList<>();
        parts.memory()
                .find(urls)
                .forEach((key, variants) -> entries.addAll(views(key, variants, rules(key, plans), now)));
        entries.addAll(shared);
        int more = Math.max(0, entries.size() - MAX);
        return new EntriesAnswer(
                parts.edge(),
                plans.stream().map(PlanView::told).toList(),
                entries.subList(0, entries.size() - more),
                more,
                refused(urls));
    }

    private List<Refused> refused(Set<CacheKey> urls) {
        return parts.memory().refusals().of(urls).stream()
                .limit(MAX)
                .map(each -> new Refused(
                        each.key().url(),
                        each.key().track(),
                        each.key().parts(),
                        Instant.ofEpochMilli(each.atMillis()),
                        each.status(),
                        each.reason()))
                .toList();
    }

    private static List<CacheEntry> views(CacheKey key, Variants<Entry> variants, CacheRules rules, long now) {
        return variants.entries().stream()
                .map(entry -> EntryView.of(EntryView.MEMORY, key, entry.head(), EntryView.Body.of(entry), rules, now))
                .toList();
    }
}
