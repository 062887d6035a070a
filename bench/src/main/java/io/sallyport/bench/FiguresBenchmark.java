package io.sallyport.bench;

import io.sallyport.kit.api.Histogram;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.TopCounter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is added for each exchange. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FiguresBenchmark {
    private static final String RULE = "default";

    private final Metrics metrics = new Metrics();
    private final Histogram histogram = metrics.histogram("a_seconds", "A.", Histogram.Scale.DURATION);
    private final TopCounter rules = metrics.top("b_total", "B.", "rule");
    private long value;

    @Benchmark
    public void histogram() {
        value = (value + 7_919_000) & 0x1fff_ffff;
        histogram.record(value);
    }

    @Benchmark
    public void topCounter() {
        rules.increment(RULE);
    }
}
