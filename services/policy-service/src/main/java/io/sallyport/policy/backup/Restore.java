package io.sallyport.policy.backup;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.store.Store;
import io.sallyport.policy.publish.PolicyEdits;
import io.sallyport.policy.publish.PolicyEdits.Author;
import io.sallyport.policy.publish.PolicyEdits.Result;
import io.sallyport.policy.revision.Revision.Source;
import io.sallyport.policy.revision.RevisionBook;
import io.sallyport.policy.transparency.RuleDates;
import io.sallyport.policy.unlock.UnlockLedger;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings the documents of a backup into the store that is there, by the rules that hold for every change: numbers only rise, the text in force
 * becomes a new revision, and what has ended stays ended. First the text is tried: a policy that is refused leaves everything as it
 * was. Each step may be repeated. Owner: the verticle's context.
 */
final class Restore {
    private static final int TRIES = 4;

    private final Vertx vertx;
    private final Store store;
    private final Clock clock;
    private final RevisionBook book;
    private final PolicyEdits edits;
    private final UnlockLedger unlocks;
    private final RuleDates dates;

    Restore(
            ServiceEnvironment environment,
            RevisionBook book,
            PolicyEdits edits,
            UnlockLedger unlocks,
            RuleDates dates) {
        this.vertx = environment.vertx();
        this.store = environment.store();
        this.clock = environment.clock();
        this.book = book;
        this.edits = edits;
        this.unlocks = unlocks;
        this.dates = dates;
    }

    /** What comes of an archive: a report, or why the text of its policy is refused. */
    record Outcome(Optional<RestoreReport> report, Optional<Result> refusal) {}

    Future<Outcome> plan(Contents contents) {
        return tried(contents)
                .compose(tried -> tried.isPresent() && !(tried.get() instanceof Result.Valid)
                        ? Future.succeededFuture(new Outcome(Optional.empty(), tried))
                        : book.read()
                                .compose(seen -> canaries()
                                        .map(there -> new Outcome(
                                                Optional.of(report(
                                                        true,
                                                        contents,
                                                        policy(tried),
                                                        contents.revisions().isAhead(seen.index()),
                                                        unlocks.missing(contents.unlocks()
                                                                        .unlocks())
                                                                .size(),
                                                        CanaryMerge.changed(
                                                                there.canaries(),
                                                                contents.canaries()
                                                                        .canaries()))),
                                                Optional.empty()))));
    }

    Future<Outcome> carryOut(Contents contents, Author author) {
        return plan(contents)
                .compose(planned -> planned.refusal().isPresent()
                        ? Future.succeededFuture(planned)
                        : generations(contents)
                                .compose(done ->
                                        texts(List.copyOf(contents.texts().values()), 0))
                                .compose(done -> adopt(contents, TRIES))
                                .compose(history -> dates.learn(contents.dates())
                                        .compose(done -> policy(contents, author))
                                        .compose(policy ->
                                                rest(contents, planned.report().orElseThrow(), policy, history))));
    }

    private Future<Outcome> rest(Contents contents, RestoreReport planned, Optional<Result> policy, boolean history) {
        if (policy.isPresent() && !(policy.get() instanceof Result.Done)) {
            return Future.succeededFuture(new Outcome(Optional.empty(), policy));
        }
        return unlocks.addAll(contents.unlocks().unlocks())
                .compose(added -> canaries(contents.canaries(), TRIES)
                        .map(changed -> new Outcome(
                                Optional.of(
                                        report(false, contents, planned.policy(), history, added, planned.canaries())),
                                Optional.empty())));
    }

    private static RestoreReport report(
            boolean dryRun, Contents contents, String policy, boolean history, int unlocks, int canaries) {
        Map<String, Long> generations = new TreeMap<>();
        contents.generations().forEach((subject, number) -> generations.put(subject.token(), number));
        return new RestoreReport(
                dryRun, policy, history, generations, unlocks, canaries, List.of(Archive.ROUTES, Archive.LIST));
    }

    private Future<Optional<Result>> tried(Contents contents) {
        return contents.textInForce()
                .map(text -> edits.dryRun(text).map(Optional::of))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    private static String policy(Optional<Result> tried) {
        if (tried.isEmpty()) {
            return "none";
        }
        return ((Result.Valid) tried.get()).changes() ? "changed" : "unchanged";
    }

    private Future<Optional<Result>> policy(Contents contents, Author author) {
        return contents.textInForce()
                .map(text -> edits.put(text, "*", Source.RESTORE, author).map(Optional::of))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    private Future<Void> generations(Contents contents) {
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Subject, Long> each : contents.generations().entrySet()) {
            done = done.compose(next -> Generations.lift(store, each.getKey(), each.getValue()));
        }
        return done;
    }

    private Future<Void> texts(List<String> texts, int from) {
        return from >= texts.size()
                ? Future.succeededFuture()
                : book.keep(texts.get(from)).compose(kept -> texts(texts, from + 1));
    }

    /** Completes with whether the revisions of the archive are there. */
    private Future<Boolean> adopt(Contents contents, int tries) {
        return book.read().compose(seen -> {
            if (!contents.revisions().isAhead(seen.index())) {
                return Future.succeededFuture(false);
            }
            return book.adopt(seen, contents.revisions())
                    .compose(adopted ->
                            adopted || tries <= 1 ? Future.succeededFuture(adopted) : adopt(contents, tries - 1));
        });
    }

    private Future<CanaryReport> canaries() {
        return store.get(StoreKeys.canaries()).map(Restore::parsed);
    }

    private static CanaryReport parsed(Optional<Buffer> found) {
        return found.map(bytes -> JsonCodec.parse(bytes, CanaryReport.class)).orElse(CanaryReport.NONE);
    }

    /** By the rule of the canaries' ledger: replaced by who has read them, and told to all. */
    private Future<Boolean> canaries(CanaryReport archived, int tries) {
        return store.get(StoreKeys.canaries()).compose(found -> {
            CanaryReport there = parsed(found);
            if (CanaryMerge.changed(there.canaries(), archived.canaries()) == 0) {
                return Future.succeededFuture(false);
            }
            CanaryReport merged = CanaryMerge.report(there, archived, clock.millis());
            Buffer bytes = JsonCodec.bytes(merged);
            Future<Boolean> written = found.isEmpty()
                    ? store.putIfAbsent(StoreKeys.canaries(), bytes, Store.FOREVER)
                    : store.replace(StoreKeys.canaries(), found.get(), bytes, Store.FOREVER);
            return written.compose(done -> {
                if (done) {
                    vertx.eventBus().publish(Addresses.CANARY_REPORT, merged);
                    return Future.succeededFuture(true);
                }
                return tries > 1
                        ? canaries(archived, tries - 1)
                        : Future.failedFuture(
                                new IllegalStateException("other instances change the canaries all the time"));
            });
        });
    }
}
