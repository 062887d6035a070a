package io.sallyport.kit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sallyport.testkit.PrometheusPage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void writesCountersAndGauges() {
        Metrics.Counter web = metrics.counter("sallyport_exchanges_total", "Exchanges ended.", "listener", "web");
        web.increment();
        web.add(2);
        metrics.counter("sallyport_exchanges_total", "Exchanges ended.", "listener", "egress")
                .increment();
        metrics.gauge("sallyport_load", "How busy.", () -> 0.25);
        metrics.gauge("sallyport_open", "Open\nconnections \\ now.", () -> 7);

        assertThat(metrics.text()).isEqualTo("""
                # HELP sallyport_exchanges_total Exchanges ended.
                # TYPE sallyport_exchanges_total counter
                sallyport_exchanges_total{listener="egress"} 1
                sallyport_exchanges_total{listener="web"} 3
                # HELP sallyport_load How busy.
                # TYPE sallyport_load gauge
                sallyport_load 0.25
                # HELP sallyport_open Open\\nconnections \\\\ now.
                # TYPE sallyport_open gauge
                sallyport_open 7
                """);
    }

    @Test
    void givesTheSameCounterForTheSameLabels() {
        assertThat(metrics.counter("a", "A.", "x", "1")).isSameAs(metrics.counter("a", "A.", "x", "1"));
        assertThat(metrics.counter("a", "A.", "x", "1")).isNotSameAs(metrics.counter("a", "A.", "x", "2"));
    }

    @Test
    void escapesAndCutsLabelValues() {
        metrics.counter("a", "A.", "x", "quote \" slash \\ line \n" + "y".repeat(300))
                .increment();

        assertThat(metrics.text())
                .contains("a{x=\"quote \\\" slash \\\\ line \\nyyy")
                .hasLineCount(3);
        assertThat(metrics.text().length()).isLessThan(220);
    }

    @Test
    void boundsTheSeriesOfAName() {
        for (int i = 0; i < 10_000; i++) {
            metrics.counter("a", "A.", "path", "/" + i).increment();
        }

        assertThat(metrics.text().lines().count()).isLessThanOrEqualTo(Metrics.SERIES_MAX + 3);
        assertThat(metrics.text()).contains("a{path=\"other\"} " + (10_000 - Metrics.SERIES_MAX));
    }

    @Test
    void writesNumbersThatAreNone() {
        metrics.gauge("a", "A.", () -> Double.NaN);
        metrics.gauge("b", "B.", () -> Double.POSITIVE_INFINITY);

        assertThat(metrics.text()).contains("a NaN\n", "b +Inf\n");
    }

    @Test
    void refusesWrongNamesAndMixedTypes() {
        metrics.counter("a", "A.");

        assertThatThrownBy(() -> metrics.gauge("a", "A.", () -> 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metrics.counter("1a", "A.")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metrics.counter("a-b", "A.")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metrics.counter("b", "B.", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesAHistogram() {
        Histogram histogram = metrics.histogram("a_seconds", "A.", Histogram.Scale.DURATION, "route", "shop");
        histogram.record(0);
        histogram.record(500_000);
        histogram.record(500_001);
        histogram.record(60_000_000_000L);

        PrometheusPage page = PrometheusPage.parse(metrics.text());
        assertThat(page.value("a_seconds_bucket", "route", "shop", "le", "0.0005"))
                .isEqualTo(2);
        assertThat(page.value("a_seconds_bucket", "route", "shop", "le", "0.001"))
                .isEqualTo(3);
        assertThat(page.value("a_seconds_bucket", "route", "shop", "le", "30.0"))
                .isEqualTo(3);
        assertThat(page.value("a_seconds_bucket", "route", "shop", "le", "+Inf"))
                .isEqualTo(4);
        assertThat(page.value("a_seconds_count", "route", "shop")).isEqualTo(4);
        assertThat(page.value("a_seconds_sum", "route", "shop")).isCloseTo(60.001, within(1e-6));
    }

    @Test
    void boundsTheSeriesOfAHistogram() {
        for (int i = 0; i < 1000; i++) {
            metrics.histogram("a_seconds", "A.", Histogram.Scale.LAG, "path", "/" + i)
                    .record(1);
        }

        PrometheusPage page = PrometheusPage.parse(metrics.text());
        assertThat(page.value("a_seconds_count", "path", "other")).isEqualTo(1000 - Metrics.HISTOGRAMS_MAX);
        assertThat(page.families().get("a_seconds").samples().stream()
                        .filter(sample -> sample.name().equals("a_seconds_count")))
                .hasSize(Metrics.HISTOGRAMS_MAX + 1);
    }

    @Test
    void losesNothingThatManyThreadsRecord() throws Exception {
        Histogram histogram = metrics.histogram("a_seconds", "A.", Histogram.Scale.DURATION);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(number -> new Thread(() -> {
                    for (int i = 0; i < 50_000; i++) {
                        histogram.record(i * 1000L);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        PrometheusPage page = PrometheusPage.parse(metrics.text());
        assertThat(page.value("a_seconds_count")).isEqualTo(200_000);
        assertThat(page.value("a_seconds_bucket", "le", "0.0005")).isEqualTo(4 * 501);
    }

    @Test
    void showsExemplarsToWhoTakesOpenMetrics() {
        metrics.histogram("a_seconds", "A \"quoted\".", Histogram.Scale.DURATION)
                .record(700_000, "0af7651916cd43dd8448eb211c80319c");
        metrics.counter("b_total", "B.").increment();
        metrics.gauge("c", "C.", () -> 1);
        metrics.counter("c_total", "C.").increment();

        assertThat(metrics.text()).doesNotContain("trace_id");
        assertThat(metrics.text(Metrics.Format.OPEN_METRICS))
                .contains("# HELP a_seconds A \\\"quoted\\\".\n")
                .contains("a_seconds_bucket{le=\"0.001\"} 1 # {trace_id=\"0af7651916cd43dd8448eb211c80319c\"} 7.0E-4\n")
                .contains("# TYPE b counter\nb_total 1\n")
                .contains("# TYPE c gauge\nc 1\n# HELP c_total C.\n# TYPE c_total unknown\nc_total 1\n")
                .endsWith("# EOF\n");
    }

    @Test
    void goesByWhatTheClientTakes() {
        assertThat(Metrics.Format.accepted(null)).isEqualTo(Metrics.Format.PROMETHEUS);
        assertThat(Metrics.Format.accepted("text/plain")).isEqualTo(Metrics.Format.PROMETHEUS);
        assertThat(Metrics.Format.accepted("application/openmetrics-text;version=1.0.0,text/plain;q=0.5"))
                .isEqualTo(Metrics.Format.OPEN_METRICS);
    }

    @Test
    void isAPageThatPrometheusTakes() {
        metrics.counter("a_total", "Quote \" slash \\ line \n end.", "x", "quote \" slash \\ line \n end, a=\"b\"")
                .increment();
        metrics.gauge("b", "B.", () -> Double.NaN);
        metrics.announceCounter("c_total", "Nothing yet.");
        metrics.top("d_total", "D.", "rule", "effect", "allow").increment("r{1}");
        JvmMetrics.register(metrics, 2, "edge-proxy");

        assertThat(PrometheusPage.parse(metrics.text()).families())
                .containsKeys("a_total", "b", "c_total", "d_total", "jvm_gc_seconds_total", "process_open_fds");
    }
}
