package io.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dashboard and the rules for alerts ask for is in {@code docs/metrics.md}, by name and by label. */
class MetricsQueriesTest {
    private static final Path ROOT = Path.of(System.getProperty("sallyport.root"));
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z_]+)` \\| (counter|gauge|histogram) \\| ([^|]*) \\|.*");
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:sallyport|jvm|process|vertx|netty)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern BY = Pattern.compile("by \\(([a-z_, ]+)\\)");
    private static final Pattern QUERY = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern RULE = Pattern.compile("expr: (?:>-\\n)?((?:.|\\n)*?)\\n        (?:for|labels):");
    /** Added by Prometheus, or part of a histogram. */
    private static final Set<String> FREE = Set.of("instance", "le", "service", "job");

    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> labels = new HashMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> names = new TreeSet<>();
                for (String name : row.group(3).replace("`", "").split(",")) {
                    names.add(name.strip());
                }
                List<String> ends =
                        row.group(2).equals("histogram") ? List.of("_bucket", "_sum", "_count") : List.of("");
                ends.forEach(end -> labels.put(row.group(1) + end, names));
            }
        }
        return labels;
    }

    @Test
    void readsTheTables() throws IOException {
        assertThat(documented()).hasSizeGreaterThan(120).containsKey("sallyport_route_duration_seconds_bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config/grafana/sallyport.json", "config/prometheus/alerts.yaml"})
    void askForWhatThereIs(String file) throws IOException {
        Map<String, Set<String>> documented = documented();
        Matcher query = (file.endsWith(".json") ? QUERY : RULE).matcher(Files.readString(ROOT.resolve(file)));
        int queries = 0;
        while (query.find()) {
            queries++;
            check(query.group(1).replace("\\\"", "\""), documented);
        }
        assertThat(queries).isGreaterThan(8);
    }

    private static void check(String query, Map<String, Set<String>> documented) {
        Set<String> known = new TreeSet<>(FREE);
        Matcher metric = METRIC.matcher(query);
        while (metric.find()) {
            assertThat(documented).as(query).containsKey(metric.group(1));
            Set<String> own = documented.get(metric.group(1));
            known.addAll(own);
            if (metric.group(2) != null) {
                for (String matcher : metric.group(2).split(",")) {
                    assertThat(own).as(query).contains(matcher.split("[=!~]")[0].strip());
                }
            }
        }
        Matcher by = BY.matcher(query);
        while (by.find()) {
            for (String label : by.group(1).split(",")) {
                assertThat(known).as(query).contains(label.strip());
            }
        }
    }
}
