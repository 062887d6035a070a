package io.sallyport.cache.purge;

import io.sallyport.contract.cache.PurgeCommand;
import io.sallyport.contract.cache.PurgeResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One command under way: which edges have answered and which are awaited. Owner: the verticle's event loop. */
final class PurgeRound {
    private final PurgeCommand command;
    private final Set<String> waiting;
    private final Map<String, Long> answered = new TreeMap<>();
    private final Promise<PurgeReport> report = Promise.promise();

    PurgeRound(PurgeCommand command, List<String> edges) {
        this.command = command;
        this.waiting = new TreeSet<>(edges);
    }

    PurgeCommand command() {
        return command;
    }

    /** Completes with {@link #reportNow}. */
    Future<PurgeReport> report() {
        return report.future();
    }

    boolean isComplete() {
        return waiting.isEmpty();
    }

    /** The first answer of an edge counts; one that was not awaited is told all the same. */
    void answer(PurgeResult result) {
        answered.putIfAbsent(result.edge(), result.removed());
        waiting.remove(result.edge());
    }

    /** Lets the caller go with what is known; only the first call counts. */
    void reportNow() {
        List<PurgeReport.Edge> edges = answered.entrySet().stream()
                .map(entry -> new PurgeReport.Edge(entry.getKey(), entry.getValue()))
                .toList();
        long removed = edges.stream().mapToLong(PurgeReport.Edge::removed).sum();
        report.tryComplete(new PurgeReport(command.id(), removed, edges, List.copyOf(waiting)));
    }
}
