package io.sallyport.router.gossip;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.Suspect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest report of each edge. One that was not heard of for ten seconds is forgotten; beyond the bound the one heard
 * longest ago goes. Every instance gathers, leading or not, so that a stand-by answers and takes over at once. Safe from any
 * thread: guarded by this object's monitor.
 */
public final class EdgeReports {
    /** How long an edge's word counts: five of its reports may be lost. */
    static final Duration LIFE = Duration.ofSeconds(10);

    static final int EDGES_MAX = 256;

    private final Clock clock;
    private final Map<String, Heard> byEdge = new LinkedHashMap<>();
    private List<Suspect> suspects = List.of();
    private Runnable changed = () -> {};
    private @Nullable MessageConsumer<EndpointReport> consumer;

    private record Heard(EndpointReport report, Instant at) {}

    /** What one edge says of one endpoint, and when it was heard. */
    public record Word(String edge, EndpointUse use, Instant heardAt) {}

    public EdgeReports(Clock clock) {
        this.clock = clock;
    }

    /** Begins to listen. */
    public void open(Vertx vertx) {
        MessageConsumer<EndpointReport> heard = vertx.eventBus().consumer(Addresses.ENDPOINT_REPORT);
        heard.handler(message -> hear(message.body()));
        consumer = heard;
    }

    /** @param listener told, on the thread of the bus, when other endpoints are suspect than before */
    public synchronized void onChange(Runnable listener) {
        changed = listener;
    }

    void hear(EndpointReport report) {
        Runnable tell = take(report) ? listener() : () -> {};
        tell.run();
    }

    private synchronized Runnable listener() {
        return changed;
    }

    private synchronized boolean take(EndpointReport report) {
        byEdge.remove(report.edge());
        byEdge.put(report.edge(), new Heard(report, clock.instant()));
        if (byEdge.size() > EDGES_MAX) {
            byEdge.remove(byEdge.keySet().iterator().next());
        }
        List<Suspect> before = suspects;
        return !suspects().equals(before);
    }

    /** The endpoints that most edges leave out just now. */
    public synchronized List<Suspect> suspects() {
        forget();
        suspects = Suspicion.of(byEdge.values().stream().map(Heard::report).toList());
        return suspects;
    }

    /** What each edge says of an endpoint, sorted by edge. */
    public synchronized List<Word> of(String cluster, String endpoint) {
        forget();
        List<Word> words = new ArrayList<>();
        byEdge.forEach((edge, heard) -> heard.report().endpoints().stream()
                .filter(use -> use.cluster().equals(cluster) && use.endpoint().equals(endpoint))
                .forEach(use -> words.add(new Word(edge, use, heard.at()))));
        words.sort(Comparator.comparing(Word::edge));
        return words;
    }

    private void forget() {
        Instant before = clock.instant().minus(LIFE);
        byEdge.values().removeIf(heard -> !heard.at().isAfter(before));
    }

    public Future<Void> close() {
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }
}
