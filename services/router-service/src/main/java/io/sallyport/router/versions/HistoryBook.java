package io.sallyport.router.versions;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthHistory;
import io.sallyport.contract.health.VersionHistory;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Store;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of history of every cluster, in the store. Only the instance that probes writes; whoever asks reads the
 * store. Nothing is written before what lies there was read, so a store that is away costs no history: the next report
 * tries again. Runs on one context.
 */
public final class HistoryBook<H> {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryBook.class);

    private final Store store;
    private final HistoryKind<H> kind;
    private final Map<String, Page<H>> byCluster = new HashMap<>();

    /** One cluster's history as far as it is known here. */
    private static final class Page<H> {
        private final String cluster;
        private H history;
        private boolean read;
        private boolean stored = true;
        private boolean busy;

        Page(String cluster, H empty) {
            this.cluster = cluster;
            this.history = empty;
        }
    }

    private HistoryBook(Store store, HistoryKind<H> kind) {
        this.store = store;
        this.kind = kind;
    }

    /** Of versions. To be noted are those that are known for sure; an endpoint without one is left as it was. */
    public static HistoryBook<VersionHistory> versions(Store store) {
        return new HistoryBook<>(store, HistoryKind.VERSIONS);
    }

    /** Of health. */
    public static HistoryBook<HealthHistory> states(Store store) {
        return new HistoryBook<>(store, HistoryKind.STATES);
    }

    /** Takes what a report says of endpoints. */
    public void note(List<EndpointHealth> endpoints, Instant now) {
        Map<String, List<EndpointHealth>> grouped = new TreeMap<>();
        endpoints.forEach(health -> grouped.computeIfAbsent(health.cluster(), name -> new ArrayList<>())
                .add(health));
        byCluster.keySet().retainAll(grouped.keySet());
        grouped.forEach((cluster, healths) -> note(
                byCluster.computeIfAbsent(
                        cluster, name -> new Page<>(name, kind.empty().apply(name))),
                healths,
                now));
    }

    private void note(Page<H> page, List<EndpointHealth> healths, Instant now) {
        if (page.busy) {
            return; // the next report, at most five seconds later, says the same again
        }
        if (!page.read) {
            page.busy = true;
            read(page.cluster).onComplete(result -> {
                page.busy = false;
                page.read = result.succeeded();
                if (page.read) {
                    page.history = result.result();
                    note(page, healths, now);
                }
            });
            return;
        }
        H next = kind.growth().after(page.history, healths, now);
        if (next != page.history || !page.stored) {
            page.history = next;
            write(page);
        }
    }

    private void write(Page<H> page) {
        page.busy = true;
        store.put(kind.key().apply(page.cluster), JsonCodec.bytes(page.history)).onComplete(result -> {
            page.busy = false;
            page.stored = result.succeeded();
        });
    }

    /** Another instance writes from now on: what is known here grows old. */
    public void forget() {
        byCluster.clear();
    }

    /** The history of some clusters as it lies in the store; fails while that is away. */
    public Future<List<H>> read(List<String> clusters) {
        List<Future<H>> reads = clusters.stream().map(this::read).toList();
        return Future.all(reads).map(all -> all.list());
    }

    private Future<H> read(String cluster) {
        return store.get(kind.key().apply(cluster))
                .map(stored -> stored.map(bytes -> JsonCodec.parse(bytes, kind.type()))
                        .orElseGet(() -> kind.empty().apply(cluster)))
                .onFailure(failure ->
                        LOG.debug("no {} of {}: {}", kind.type().getSimpleName(), cluster, failure.getMessage()));
    }
}
