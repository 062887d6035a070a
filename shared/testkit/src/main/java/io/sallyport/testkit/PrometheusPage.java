package io.sallyport.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a page in the <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus text format</a> as
 * strictly as {@code promtool check metrics} does, and more so: AssertionError for what a scraper, or somebody who goes by the
 * conventions on names, would stumble over.
 */
public final class PrometheusPage {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\\\\\|\\\\\"|\\\\n)*)\"(?:,|$)");
    private static final Pattern NUMBER = Pattern.compile("NaN|[+-]Inf|[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");

    private final Map<String, Family> families = new LinkedHashMap<>();

    /** One metric with its lines. */
    public record Family(String name, String type, String help, List<Sample> samples) {
        /** Names of all labels but {@code le}. */
        public Set<String> labels() {
            Set<String> names = new HashSet<>();
            samples.forEach(sample -> names.addAll(sample.labels().keySet()));
            names.remove("le");
            return names;
        }
    }

    /** One line. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    private PrometheusPage() {}

    /** Fails on the first thing that is wrong. */
    public static PrometheusPage parse(String text) {
        PrometheusPage page = new PrometheusPage();
        check(text.isEmpty() || text.endsWith("\n"), "the last line has no end");
        Family current = null;
        String helped = "";
        String help = "";
        for (String line : text.split("\n")) {
            if (line.startsWith("# HELP ")) {
                String[] parts = line.split(" ", 4);
                check(parts.length == 4 && !parts[3].isBlank(), "no help: " + line);
                helped = parts[2];
                help = parts[3];
            } else if (line.startsWith("# TYPE ")) {
                String[] parts = line.split(" ");
                check(parts.length == 4 && TYPES.contains(parts[3]), "no type: " + line);
                check(parts[2].equals(helped), "type without help before it: " + line);
                current = page.begin(parts[2], parts[3], help);
            } else {
                check(current != null, "a line before any type: " + line);
                page.add(current, line);
            }
        }
        page.families.values().forEach(PrometheusPage::check);
        return page;
    }

    private Family begin(String name, String type, String help) {
        check(NAME.matcher(name).matches(), "name " + name);
        check(!families.containsKey(name), "twice: " + name);
        check(
                type.equals("counter") == name.endsWith("_total"),
                "a counter ends in _total, nothing else does: " + name);
        check(
                !name.matches(".*_(millis|micros|nanos|milliseconds|minutes|hours|kb|mb|percent)(_total)?"),
                "unit: " + name);
        Family family = new Family(name, type, help, new ArrayList<>());
        families.put(name, family);
        return family;
    }

    private void add(Family family, String line) {
        Matcher sample = SAMPLE.matcher(line);
        check(sample.matches(), "no sample: " + line);
        String name = sample.group(1);
        boolean histogram = family.type().equals("histogram");
        boolean own = histogram
                ? List.of("_bucket", "_sum", "_count")
                                .contains(name.substring(
                                        Math.min(name.length(), family.name().length())))
                        && name.startsWith(family.name())
                : name.equals(family.name());
        check(own, "not a line of " + family.name() + ": " + line);
        check(NUMBER.matcher(sample.group(3)).matches(), "no number: " + line);
        Sample read = new Sample(name, labels(sample.group(2), line), number(sample.group(3)));
        check(
                family.samples().stream()
                        .noneMatch(other ->
                                other.name().equals(name) && other.labels().equals(read.labels())),
                "twice: " + line);
        family.samples().add(read);
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new TreeMap<>();
        if (text == null) {
            return labels;
        }
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length()) {
            check(label.find(end) && label.start() == end, "labels: " + line);
            check(labels.put(label.group(1), label.group(2)) == null, "a label twice: " + line);
            end = label.end();
        }
        check(!text.endsWith(",") && !text.isEmpty(), "labels: " + line);
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static void check(Family family) {
        Set<Set<String>> names = new HashSet<>();
        for (Sample sample : family.samples()) {
            Set<String> labels = new HashSet<>(sample.labels().keySet());
            labels.remove("le");
            names.add(labels);
            check(
                    family.type().equals("gauge") || sample.value() >= 0,
                    "a number that only grows is not negative: " + sample);
        }
        check(names.size() <= 1, "not all lines have the same labels: " + family.name());
        if (family.type().equals("histogram")) {
            buckets(family);
        }
    }

    private static void buckets(Family family) {
        Map<Map<String, String>, List<Sample>> series = new LinkedHashMap<>();
        for (Sample sample : family.samples()) {
            Map<String, String> labels = new TreeMap<>(sample.labels());
            labels.remove("le");
            series.computeIfAbsent(labels, key -> new ArrayList<>()).add(sample);
        }
        series.forEach((labels, lines) -> {
            double before = 0;
            double bound = Double.NEGATIVE_INFINITY;
            for (Sample line : lines) {
                if (line.name().endsWith("_bucket")) {
                    check(line.value() >= before, "buckets are not cumulative: " + family.name() + labels);
                    double next = number(line.labels().get("le"));
                    check(next > bound, "bounds do not rise: " + family.name() + labels);
                    before = line.value();
                    bound = next;
                }
            }
            check(bound == Double.POSITIVE_INFINITY, "no bucket +Inf: " + family.name() + labels);
            double counted = lines.stream()
                    .filter(line -> line.name().endsWith("_count"))
                    .mapToDouble(Sample::value)
                    .findFirst()
                    .orElse(Double.NaN);
            check(counted == before, "count differs from the last bucket: " + family.name() + labels);
            check(lines.stream().anyMatch(line -> line.name().endsWith("_sum")), "no sum: " + family.name() + labels);
        });
    }

    private static void check(boolean good, String otherwise) {
        if (!good) {
            throw new AssertionError(otherwise);
        }
    }

    /** By name, in the page's order. */
    public Map<String, Family> families() {
        return families;
    }

    /** The value of the line with exactly these labels, written as names and values in turn; NaN when there is none. */
    public double value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return families.values().stream()
                .flatMap(family -> family.samples().stream())
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(wanted))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
