package io.sallyport.edge.shared;

import io.sallyport.cache.engine.Admission;
import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.edge.cache.FillBudget;
import io.sallyport.edge.cache.SharedTier.Answer;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.bus.BusCodecs;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A tier on a loop and a bus of its own, with a clock that a test can put forward. */
final class TierBench implements AutoCloseable {
    static final long NOW = 1_795_435_200_000L;
    static final long LEASE_NANOS = TimeUnit.SECONDS.toNanos(3);
    static final CacheKey KEY = Objects.requireNonNull(CacheKey.parse("http://shop.test/item", "shop/1"));

    final Vertx vertx = Vertx.vertx();
    final Metrics metrics = new Metrics();
    final FillBudget budget = new FillBudget(4 << 20);
    final AtomicLong skipped = new AtomicLong();
    volatile List<String> ready = List.of("one");
    final BusTier tier;
    private final Context loop;

    TierBench() throws Exception {
        this(new TierTimes(100, 400, 200, LEASE_NANOS / 3, 2 << 20));
    }

    TierBench(TierTimes times) throws Exception {
        BusCodecs.register(vertx);
        loop = vertx.getOrCreateContext();
        BusTier.Shared shared = new BusTier.Shared(times, new TierFigures(metrics), budget);
        tier = onLoop(() -> Future.succeededFuture(
                new BusTier("edge-1", vertx.eventBus(), () -> ready, shared, () -> System.nanoTime() + skipped.get())));
    }

    <T> T onLoop(Supplier<Future<T>> work) throws Exception {
        return begin(work).await(10, TimeUnit.SECONDS);
    }

    <T> Future<T> begin(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(go -> work.get().onComplete(done));
        return done.future();
    }

    void run(Runnable work) throws Exception {
        onLoop(() -> {
            work.run();
            return Future.succeededFuture();
        });
    }

    Answer ask(boolean collapse, String... request) throws Exception {
        return onLoop(() -> tier.ask(KEY, HeaderList.of(request), collapse));
    }

    void sweep() throws Exception {
        run(tier::sweep);
    }

    void skip(long nanos) {
        skipped.addAndGet(nanos);
    }

    /** What a metric says, such as {@code sallyport_cache_shared_asks_total{result="found"}}. */
    long figure(String series) {
        return metrics.text()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    long asked(String result) {
        return figure("sallyport_cache_shared_asks_total{result=\"" + result + "\"}");
    }

    long filled(String result) {
        return figure("sallyport_cache_shared_fills_total{result=\"" + result + "\"}");
    }

    static StoredHead head(String... response) {
        return head(HeaderList.EMPTY, response);
    }

    static StoredHead head(HeaderList request, String... response) {
        RequestFacts facts = new RequestFacts(
                "web",
                false,
                "GET",
                "http",
                new Authority("shop.test", 0),
                "/item",
                null,
                IpAddress.parse("192.0.2.1"),
                request);
        Admission admission =
                Admission.decide(facts, 200, HeaderList.of(response), new Timing(NOW, NOW), CacheRules.REVERSE);
        return ((Admission.Store) admission).head();
    }

    @Override
    public void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
