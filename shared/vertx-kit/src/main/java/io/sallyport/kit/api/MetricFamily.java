package io.sallyport.kit.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** One metric name with its series by rendered labels. */
final class MetricFamily {
    private final String name;
    private final String help;
    private final String type;
    private final Map<String, Object> series = new ConcurrentHashMap<>();

    MetricFamily(String name, String help, String type) {
        this.name = PrometheusText.checkedName(name);
        this.help = help;
        this.type = type;
    }

    String type() {
        return type;
    }

    Metrics.Counter counter(String... labels) {
        return (Metrics.Counter) series.computeIfAbsent(bounded(labels), key -> new Metrics.Counter());
    }

    void supplied(DoubleSupplier value, String... labels) {
        series.put(bounded(labels), value);
    }

    void write(StringBuilder out) {
        out.append("# HELP ")
                .append(name)
                .append(' ')
                .append(PrometheusText.help(help))
                .append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        series.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> out.append(name)
                        .append(entry.getKey())
                        .append(' ')
                        .append(number(entry.getValue()))
                        .append('\n'));
    }

    private String bounded(String... labels) {
        String key = PrometheusText.labels(labels);
        if (series.containsKey(key) || series.size() < Metrics.SERIES_MAX) {
            return key;
        }
        String[] other = labels.clone();
        for (int i = 1; i < other.length; i += 2) {
            other[i] = "other";
        }
        return PrometheusText.labels(other);
    }

    private static String number(Object value) {
        return value instanceof Metrics.Counter counter
                ? Long.toString(counter.value())
                : PrometheusText.number(((DoubleSupplier) value).getAsDouble());
    }
}
