package io.sallyport.kit.api;

import java.util.Set;

/** Writes the lines of one metric name in a format. Used once, by one thread. */
final class FamilyText {
    private static final String TOTAL = "_total";

    private final StringBuilder out;
    private final boolean open;
    private final Set<String> names;

    /** @param names of all metrics of the page */
    FamilyText(StringBuilder out, Metrics.Format format, Set<String> names) {
        this.out = out;
        this.open = format == Metrics.Format.OPEN_METRICS;
        this.names = names;
    }

    /**
     * OpenMetrics names a counter without {@code _total}, and forbids two metrics of one name: a counter beside a gauge that is
     * called like it goes by its whole name, as of unknown type.
     */
    void head(String name, String help, String type) {
        String called = name;
        String is = type;
        if (open && type.equals("counter")) {
            String base = name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
            boolean proper = name.endsWith(TOTAL) && !names.contains(base);
            called = proper ? base : name;
            is = proper ? type : "unknown";
        }
        out.append("# HELP ").append(called).append(' ').append(help(help)).append('\n');
        out.append("# TYPE ").append(called).append(' ').append(is).append('\n');
    }

    private String help(String help) {
        return open ? PrometheusText.help(help).replace("\"", "\\\"") : PrometheusText.help(help);
    }

    void line(String name, String labels, String number) {
        out.append(name).append(labels).append(' ').append(number).append('\n');
    }

    void histogram(String name, String labels, Histogram histogram) {
        Histogram.Scale scale = histogram.scale();
        long upTo = 0;
        for (int i = 0; i < scale.size(); i++) {
            upTo += histogram.count(i);
            String with = labels.isEmpty() ? "{" : labels.substring(0, labels.length() - 1) + ",";
            out.append(name).append("_bucket").append(with).append("le=\"");
            out.append(scale.bound(i)).append("\"} ").append(upTo);
            exemplar(scale, histogram.exemplar(i));
            out.append('\n');
        }
        line(name + "_sum", labels, PrometheusText.number(scale.shown(histogram.sum())));
        line(name + "_count", labels, Long.toString(upTo));
    }

    private void exemplar(Histogram.Scale scale, Histogram.Exemplar exemplar) {
        if (open && exemplar != null) {
            out.append(" # {trace_id=\"").append(exemplar.traceId()).append("\"} ");
            out.append(PrometheusText.number(scale.shown(exemplar.value())));
        }
    }
}
