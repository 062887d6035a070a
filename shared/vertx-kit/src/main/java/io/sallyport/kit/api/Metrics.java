package io.sallyport.kit.api;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * The counters, gauges and histograms of one service, in the
 * <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus text format</a> or that of
 * <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>. A name and its labels are resolved once, to
 * an object that is kept; counting then costs one {@link LongAdder}. Safe from any thread.
 *
 * <p>Labels are written as pairs, {@code "listener", "web"}. One name holds at most {@value #SERIES_MAX} series, a histogram
 * {@value #HISTOGRAMS_MAX}: what comes beyond is counted under the label values {@code other}, so that a value from outside
 * cannot fill the memory.
 */
public final class Metrics {
    static final int SERIES_MAX = 1000;
    static final int HISTOGRAMS_MAX = 100;

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

    /** How the figures are written. */
    public enum Format {
        PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
        /** The only one that shows exemplars. */
        OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

        private final String type;

        Format(String type) {
            this.type = type;
        }

        /** @param accept what a client takes; {@code null} for anything */
        public static Format accepted(String accept) {
            return accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
        }

        /** The media type. */
        public String type() {
            return type;
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

    /** A counter that something else keeps, asked for when the metrics are; the last supplier registered for a series counts. */
    public void counted(String name, String help, DoubleSupplier value, String... labels) {
        family(name, help, "counter").supplied(value, labels);
    }

    /** A counter for each value of one more label, of which those that count most are shown. */
    public TopCounter top(String name, String help, String label, String... labels) {
        return family(name, help, "counter").top(label, labels);
    }

    /** A number that is asked for when the metrics are; the last supplier registered for a series counts. */
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        family(name, help, "gauge").supplied(value, labels);
    }

    /** The histogram of this name and these labels, made at the first call; one name has one scale. */
    public Histogram histogram(String name, String help, Histogram.Scale scale, String... labels) {
        return family(name, help, "histogram").histogram(scale, labels);
    }

    /** Says that there are counters of this name, which are made as they are needed, so that it shows before the first. */
    public void announceCounter(String name, String help) {
        family(name, help, "counter");
    }

    /** The same of gauges. */
    public void announceGauge(String name, String help) {
        family(name, help, "gauge");
    }

    /** All series as text, sorted by name. */
    public String text() {
        return text(Format.PROMETHEUS);
    }

    public String text(Format format) {
        StringBuilder out = new StringBuilder(8192);
        Set<String> names = new HashSet<>(families.keySet());
        families.keySet().stream()
                .sorted()
                .forEach(name -> families.get(name).write(new FamilyText(out, format, names)));
        if (format == Format.OPEN_METRICS) {
            out.append("# EOF\n");
        }
        return out.toString();
    }

    private MetricFamily family(String name, String help, String type) {
        MetricFamily family = families.get(name);
        if (family == null) {
            family = families.computeIfAbsent(name, key -> new MetricFamily(name, help, type));
        }
        if (!family.type().equals(type)) {
            throw new IllegalArgumentException("metric " + name + ": is a " + family.type() + ", asked for a " + type);
        }
        return family;
    }
}
