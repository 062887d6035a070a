package io.sallyport.bench;

import io.sallyport.cache.engine.Admission;
import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.Lookup;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.http.HeaderList;
import io.sallyport.http.RequestFacts;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The cache's decisions on a hit (key, look-up by that key, may it answer) and on a fill (may it be kept). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBenchmark {
    private static final long NOW = 1_780_000_000_000L;

    private final HeaderList answer = HeaderList.of(
            "Date", "Thu, 28 May 2026 20:26:40 GMT",
            "Content-Type", "application/json",
            "Cache-Control", "public, max-age=3600, stale-while-revalidate=60",
            "Vary", "Accept-Encoding",
            "ETag", "\"33a64df551425fcc55e4d42a148795d9f25f89d4\"",
            "Content-Length", "1024");
    private final RequestFacts facts = Requests.get("shop17.example", "/api/orders/1234");
    private final Timing timing = new Timing(NOW - 5000, NOW - 4990);
    private final Map<CacheKey, Variants<Kept>> memory = Map.of(CacheKey.of(facts, "1.5"), variants());

    @Benchmark
    public Lookup<Kept> freshHit() {
        Variants<Kept> variants = memory.get(CacheKey.of(facts, "1.5"));
        return Lookup.decide(facts, variants, CacheRules.REVERSE, NOW);
    }

    @Benchmark
    public Admission admission() {
        return Admission.decide(facts, 200, answer, timing, CacheRules.REVERSE);
    }

    private Variants<Kept> variants() {
        Admission.Store store = (Admission.Store) admission();
        return Variants.<Kept>none().with(new Kept(store.head()));
    }

    /** What a memory tier keeps, without a body. */
    public record Kept(StoredHead head) implements Stored {}
}
