package io.sallyport.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.PrometheusPage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/metrics.md} against what the services of a running suite really show, both ways. */
@Timeout(120)
class MetricsDocsTest {
    private static final List<String> SERVICES =
            List.of("edge-proxy", "policy-service", "router-service", "cache-service", "log-collector");
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z_]+)` \\| (counter|gauge|histogram) \\| ([^|]*) \\| (.*) \\|");

    @TempDir
    private Path folder;

    private record Row(String type, Set<String> labels, boolean always) {}

    private static Map<String, Row> documented() throws Exception {
        Map<String, Row> rows = new TreeMap<>();
        Path docs = Path.of(System.getProperty("sallyport.root"), "docs", "metrics.md");
        for (String line : Files.readAllLines(docs)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> labels = new TreeSet<>();
                for (String label : row.group(3).replace("`", "").split(",")) {
                    if (!label.isBlank()) {
                        labels.add(label.strip());
                    }
                }
                rows.put(
                        row.group(1),
                        new Row(row.group(2), labels, !row.group(4).contains("(with ")));
            }
        }
        return rows;
    }

    @Test
    void namesEveryMetricThatThereIsAndNoOther() throws Exception {
        int nobody = 1;
        CheckedFolder checked = FolderCheck.run(SampleFolder.in(folder, nobody).path(), Map.of(), new Properties());
        Suite suite = Suite.start(checked, List.of());
        try {
            Map<String, Row> documented = documented();
            Set<String> shown = new TreeSet<>();
            for (String service : SERVICES) {
                page("http://" + suite.addresses().admin() + "/metrics?service=" + service)
                        .families()
                        .forEach((name, family) -> {
                            shown.add(name);
                            Row row = documented.get(name);
                            assertThat(row).as(service + " shows " + name).isNotNull();
                            assertThat(family.type()).as(name).isEqualTo(row.type());
                            assertThat(family.samples().isEmpty() ? row.labels() : family.labels())
                                    .as(name)
                                    .containsExactlyInAnyOrderElementsOf(row.labels());
                        });
            }
            documented.forEach((name, row) -> {
                if (row.always()) {
                    assertThat(shown).contains(name);
                }
            });
        } finally {
            suite.stop();
        }
    }

    private static PrometheusPage page(String url) {
        String[] text = new String[1];
        Eventually.until(url, Duration.ofSeconds(30), () -> {
            text[0] = get(url);
            return text[0] != null;
        });
        return PrometheusPage.parse(text[0]);
    }

    /** {@code null} while the service is not ready. */
    private static String get(String url) {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
