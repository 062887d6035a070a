package io.sallyport.kit.api;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How measured values are spread, as a Prometheus histogram. Safe from any thread: recording finds the bucket among the
 * bounds and adds to two striped counters; it allocates nothing and waits for nobody.
 */
public final class Histogram {
    private final Scale scale;
    private final LongAdder[] counts;
    private final LongAdder sum = new LongAdder();
    private final AtomicReferenceArray<Exemplar> exemplars;

    /** The upper bounds of buckets, and the unit of what is recorded. */
    public enum Scale {
        /** Whole requests; recorded in nanoseconds, shown in seconds. */
        DURATION(
                1e9,
                500_000,
                1_000_000,
                2_500_000,
                5_000_000,
                10_000_000,
                25_000_000,
                50_000_000,
                100_000_000,
                250_000_000,
                500_000_000,
                1_000_000_000,
                2_500_000_000L,
                5_000_000_000L,
                10_000_000_000L,
                30_000_000_000L),
        /** What should be over at once, such as a turn of an event loop; recorded in nanoseconds, shown in seconds. */
        LAG(
                1e9,
                1_000_000,
                2_000_000,
                5_000_000,
                10_000_000,
                20_000_000,
                50_000_000,
                100_000_000,
                200_000_000,
                500_000_000,
                1_000_000_000,
                5_000_000_000L);

        private final double perUnit;
        private final long[] bounds;
        private final String[] texts;

        Scale(double perUnit, long... bounds) {
            this.perUnit = perUnit;
            this.bounds = bounds;
            this.texts = new String[bounds.length + 1];
            for (int i = 0; i < bounds.length; i++) {
                texts[i] = PrometheusText.decimal(bounds[i] / perUnit);
            }
            texts[bounds.length] = "+Inf";
        }

        /** Buckets, the last one without a bound included. */
        int size() {
            return texts.length;
        }

        /** The upper bound of a bucket as text. */
        String bound(int bucket) {
            return texts[bucket];
        }

        double shown(long recorded) {
            return recorded / perUnit;
        }

        private int bucket(long value) {
            int bucket = 0;
            while (bucket < bounds.length && value > bounds[bucket]) {
                bucket++;
            }
            return bucket;
        }
    }

    /**
     * One measured value that can be looked up elsewhere.
     *
     * @param value as recorded
     */
    record Exemplar(String traceId, long value) {}

    Histogram(Scale scale) {
        this.scale = scale;
        this.counts = new LongAdder[scale.size()];
        this.exemplars = new AtomicReferenceArray<>(scale.size());
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** @param value zero or more, in the unit of the scale */
    public void record(long value) {
        counts[scale.bucket(value)].increment();
        sum.add(value);
    }

    /** @param traceId of the trace that shows what took so long; empty for none */
    public void record(long value, String traceId) {
        record(value);
        if (!traceId.isEmpty()) {
            exemplars.lazySet(scale.bucket(value), new Exemplar(traceId, value));
        }
    }

    Scale scale() {
        return scale;
    }

    /** Values in a bucket, those of lower ones left out. */
    long count(int bucket) {
        return counts[bucket].sum();
    }

    /** All values together, as recorded. */
    long sum() {
        return sum.sum();
    }

    /** The last exemplar of a bucket; {@code null} for none. */
    Exemplar exemplar(int bucket) {
        return exemplars.get(bucket);
    }
}
