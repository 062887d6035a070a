package io.sallyport.kit.api;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * The counters and gauges of one service, in the
 * <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus text format</a>. A name and its
 * labels are resolved once, to an object that is kept; counting then costs one {@link LongAdder}. Safe from any thread.
 *
 * <p>Labels are written as pairs, {@code "listener", "web"}. One name holds at most {@value #SERIES_MAX} series: what
 * comes beyond is counted under the label values {@code other}, so that a value from outside cannot fill the memory.
 */
public final class Metrics {
    static final int SERIES_MAX = 200;

    private final ConcurrentMap<String, MetricFamily> families = new ConcurrentHashMap<>();

    /** A number that only grows. */
    public static final class Counter {
        private final LongAdder total = new LongAdder();

        Counter() {}

        public void increment() {
            total.increment();
        }

        /** Adds zero or more. */
        public void add(long amount) {
            total.add(amount);
        }

        public long value() {
            return total.sum();
        }
    }

    /**
     * The counter of this name and these labels, made at the first call.
     *
     * @param name   such as {@code sallyport_exchanges_total}
     * @param help   one sentence
     * @param labels names and values in turn
     */
    public Counter counter(String name, String help, String... labels) {
        return family(name, help, "counter").counter(labels);
    }

    /** A number that is asked for when the metrics are; the last supplier registered for a series counts. */
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        family(name, help, "gauge").supplied(value, labels);
    }

    /** All series as text, sorted by name. */
    public String text() {
        StringBuilder out = new StringBuilder(4096);
        families.keySet().stream().sorted().forEach(name -> families.get(name).write(out));
        return out.toString();
    }

    private MetricFamily family(String name, String help, String type) {
        MetricFamily family = families.computeIfAbsent(name, key -> new MetricFamily(name, help, type));
        if (!family.type().equals(type)) {
            throw new IllegalArgumentException("metric " + name + ": is a " + family.type() + ", asked for a " + type);
        }
        return family;
    }
}
