package io.sallyport.kit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
