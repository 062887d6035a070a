package io.sallyport.kit.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/** One metric name with its series by rendered labels. */
final class MetricFamily {
    private final String name;
    private final String help;
    private final String type;
    private final Map<String, Object> series = new ConcurrentHashMap<>();
    private final List<Top> tops = new CopyOnWriteArrayList<>();

    private record Top(String label, List<String> labels, TopCounter counter) {
        /** Labels with one more at the end. */
        String with(String value) {
            String[] all = Arrays.copyOf(labels.toArray(String[]::new), labels.size() + 2);
            all[labels.size()] = label;
            all[labels.size() + 1] = value;
            return PrometheusText.labels(all);
        }
    }

    MetricFamily(String name, String help, String type) {
        this.name = PrometheusText.checkedName(name);
        this.help = help;
        this.type = type;
    }

    String type() {
        return type;
    }

    Metrics.Counter counter(String... labels) {
        return (Metrics.Counter)
                series.computeIfAbsent(bounded(Metrics.SERIES_MAX, labels), key -> new Metrics.Counter());
    }

    Histogram histogram(Histogram.Scale scale, String... labels) {
        return (Histogram) series.computeIfAbsent(bounded(Metrics.HISTOGRAMS_MAX, labels), key -> new Histogram(scale));
    }

    void supplied(DoubleSupplier value, String... labels) {
        series.put(bounded(Metrics.SERIES_MAX, labels), value);
    }

    synchronized TopCounter top(String label, String... labels) {
        PrometheusText.checkedName(label);
        List<String> fixed = List.of(labels);
        for (Top top : tops) {
            if (top.label().equals(label) && top.labels().equals(fixed)) {
                return top.counter();
            }
        }
        Top made = new Top(label, fixed, new TopCounter());
        tops.add(made);
        return made.counter();
    }

    void write(FamilyText out) {
        out.head(name, help, type);
        series.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> write(out, entry.getKey(), entry.getValue()));
        tops.forEach(top ->
                top.counter().shown().forEach((value, count) -> out.line(name, top.with(value), Long.toString(count))));
    }

    private void write(FamilyText out, String labels, Object one) {
        if (one instanceof Histogram histogram) {
            out.histogram(name, labels, histogram);
        } else if (one instanceof Metrics.Counter counter) {
            out.line(name, labels, Long.toString(counter.value()));
        } else {
            out.line(name, labels, PrometheusText.number(((DoubleSupplier) one).getAsDouble()));
        }
    }

    private String bounded(int most, String... labels) {
        String key = PrometheusText.labels(labels);
        if (series.containsKey(key) || series.size() < most) {
            return key;
        }
        String[] other = labels.clone();
        for (int i = 1; i < other.length; i += 2) {
            other[i] = TopCounter.OTHER;
        }
        return PrometheusText.labels(other);
    }
}
