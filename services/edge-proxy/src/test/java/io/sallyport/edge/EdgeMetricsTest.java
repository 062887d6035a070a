package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.PrometheusPage;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the edge counts of its traffic, against what was sent. */
@ExtendWith(LeakWatch.class)
class EdgeMetricsTest {
    private static PrometheusPage page(EdgeHarness edge) {
        return PrometheusPage.parse(edge.service().metrics());
    }

    @Test
    void countsRateErrorsAndDurationByListenerRouteAndCluster() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("fine")) {
            origin.on("/bad", Answer.status("503 Service Unavailable", ""));
            try (EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                    RawClient client = edge.reverse()) {
                client.get("/a");
                client.get("/b");
                client.get("/bad");
                edge.awaitRecord(3);

                PrometheusPage page = page(edge);
                assertThat(page.value("sallyport_listener_exchanges_total", "listener", "web", "status", "2xx"))
                        .isEqualTo(2);
                assertThat(page.value("sallyport_route_exchanges_total", "route", "all", "status", "2xx"))
                        .isEqualTo(2);
                assertThat(page.value("sallyport_cluster_exchanges_total", "cluster", "shop", "status", "5xx"))
                        .isEqualTo(1);
                assertThat(page.value("sallyport_route_duration_seconds_count", "route", "all"))
                        .isEqualTo(3);
                assertThat(page.value("sallyport_cluster_head_seconds_count", "cluster", "shop"))
                        .isEqualTo(3);
                assertThat(page.value("sallyport_route_duration_seconds_sum", "route", "all"))
                        .isPositive();
                assertThat(page.value("sallyport_connections_total", "listener", "web"))
                        .isEqualTo(1);
                assertThat(page.value("sallyport_origin_connects_total", "result", "connected"))
                        .isEqualTo(1);
                assertThat(page.value("sallyport_origin_reuses_total")).isEqualTo(2);
                assertThat(page.value("sallyport_policy_verdicts_total", "effect", "allow", "rule", "default"))
                        .isEqualTo(3);
                assertThat(page.value("sallyport_snapshot_generation", "subject", "routes"))
                        .isPositive();
                assertThat(page.value("sallyport_snapshot_age_seconds", "subject", "policy"))
                        .isNotNegative();
            }
        }
    }

    @Test
    void countsWhatFailedByItsOutcome() {
        try (EdgeHarness edge = EdgeSetup.edge()
                        .routes("clusters: [{name: shop, endpoints: ['http://127.0.0.1:1']}]\n"
                                + "routes: [{name: all, cluster: shop}]\n")
                        .start();
                RawClient client = edge.reverse()) {
            client.get("/a");
            edge.awaitRecord(1);

            PrometheusPage page = page(edge);
            assertThat(page.value("sallyport_cluster_errors_total", "cluster", "shop", "outcome", "connection_refused"))
                    .isEqualTo(1);
            assertThat(page.value("sallyport_origin_connects_total", "result", "failed"))
                    .isEqualTo(1);
        }
    }

    @Test
    void countsWhatTheCacheDid() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("fine")) {
            origin.on("/kept", Answer.text("kept", "Cache-Control: max-age=600"));
            try (EdgeHarness edge = EdgeSetup.edge()
                            .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                            .start();
                    RawClient client = edge.reverse()) {
                client.get("/kept");
                client.get("/kept");
                edge.awaitRecord(2);

                PrometheusPage page = page(edge);
                assertThat(page.value("sallyport_cache_lookups_total", "result", "hit"))
                        .isEqualTo(1);
                assertThat(page.value("sallyport_cache_lookups_total", "result", "uri-miss"))
                        .isEqualTo(1);
                assertThat(page.value("sallyport_cache_entries")).isEqualTo(1);
                assertThat(page.value("sallyport_cache_bytes")).isPositive();
            }
        }
    }

    @Test
    void countsVerdictsByRuleAndList() {
        try (EdgeHarness edge = EdgeSetup.edge()
                        .policies("lists: [{name: ads, file: ads.txt}]\n"
                                + "rules:\n"
                                + "  - {name: trial, mode: report, when: {listener: egress}, then: block}\n"
                                + "  - {name: no-ads, when: {list: ads}, then: block}\n")
                        .list("ads", "0.0.0.0 ads.test\n")
                        .start();
                RawClient client = edge.forward()) {
            client.get("http://ads.test/", "Host: ads.test");
            edge.awaitRecord(1);

            PrometheusPage page = page(edge);
            assertThat(page.value("sallyport_policy_verdicts_total", "effect", "block", "rule", "no-ads"))
                    .isEqualTo(1);
            assertThat(page.value("sallyport_policy_verdicts_total", "effect", "report", "rule", "trial"))
                    .isEqualTo(1);
            assertThat(page.value("sallyport_policy_list_blocks_total", "list", "ads"))
                    .isEqualTo(1);
        }
    }

    @Test
    void countsHandshakesByVersionAndTheRecordNamesIt(@TempDir Path folder) {
        TestCertificate certificate = TestCertificate.in(folder, "shop.test");
        try (ScriptedOrigin origin = ScriptedOrigin.start("fine");
                EdgeHarness edge = EdgeSetup.reverseTo(origin).tls(certificate).start();
                RawClient client = edge.reverseTls("http/1.1")) {
            client.get("/a", "Host: shop.test");

            assertThat(edge.awaitRecord(1).tls()).isEqualTo("TLSv1.3");
            assertThat(page(edge)
                            .value(
                                    "sallyport_tls_handshakes_total",
                                    "listener",
                                    EdgeHarness.REVERSE_TLS,
                                    "version",
                                    "TLSv1.3"))
                    .isEqualTo(1);
        }
    }
}
