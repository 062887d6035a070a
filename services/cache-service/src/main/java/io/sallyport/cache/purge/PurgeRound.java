package io.sallyport.cache.purge;

import io.sallyport.contract.cache.PurgeDone;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgeReport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One purge under way: which instances have answered and which are awaited. Owner: the verticle's event loop. */
final class PurgeRound {
    private final PurgeEntry entry;
    private final Set<String> waiting;
    private final Set<String> done = new TreeSet<>();
    private final Promise<PurgeReport> report = Promise.promise();

    PurgeRound(PurgeEntry entry, List<String> instances) {
        this.entry = entry;
        this.waiting = new TreeSet<>(instances);
    }

    PurgeEntry entry() {
        return entry;
    }

    /** Completes with {@link #reportNow}. */
    Future<PurgeReport> report() {
        return report.future();
    }

    boolean isComplete() {
        return waiting.isEmpty();
    }

    /** Takes the word of an instance, be it on this purge or on a later one; also of one that was not awaited. */
    void answer(PurgeDone word) {
        boolean later = entry.number() > 0 && word.number() >= entry.number();
        if (later || word.id().equals(entry.id())) {
            done.add(word.instance());
            waiting.remove(word.instance());
        }
    }

    /** Lets the caller go with what is known; only the first call counts. */
    void reportNow() {
        report.tryComplete(new PurgeReport(entry.id(), entry.number(), List.copyOf(done), List.copyOf(waiting)));
    }
}
