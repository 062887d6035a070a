package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatch.class)
class FingerprintTest {
    private static final Answer LEAKY = Answer.status(
            "500 Oops",
            "java.lang.IllegalStateException: boom\n\tat com.inside.Shop.buy(Shop.java:7)\n",
            "Server: Apache/2.4.1",
            "X-Powered-By: PHP/5.1",
            "X-Team: app-1.internal");

    private static JsonObject run(EdgeHarness edge) {
        RawResponse[] last = new RawResponse[1];
        Eventually.until("a run is let in", () -> {
            last[0] = ask(edge);
            return last[0].status() == 200;
        });
        return new JsonObject(last[0].bodyText());
    }

    private static RawResponse ask(EdgeHarness edge) {
        try (RawClient admin = RawClient.connect(edge.service().admin().port())) {
            return admin.get("/v1/fingerprint", "Host: localhost");
        }
    }

    private static List<String> names(JsonObject report) {
        JsonArray leaks = report.getJsonArray("leaks");
        return leaks.stream()
                .map(JsonObject.class::cast)
                .map(leak -> leak.getString("where") + " " + leak.getString("name") + " " + leak.getString("severity"))
                .distinct()
                .toList();
    }

    @Test
    void listsEachLeakOfARouteThatConcealsNothingOfIt() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(LEAKY);
                EdgeHarness edge = EdgeSetup.edge()
                        .routes(EdgeSetup.routesTo(origin, ", conceal: {keep: [Server, X-Powered-By], rewrite: false}"))
                        .start()) {
            JsonObject report = run(edge);

            assertThat(report.getBoolean("complete")).isTrue();
            assertThat(report.getInteger("routes")).isEqualTo(1);
            assertThat(report.getInteger("probes")).isGreaterThan(15);
            assertThat(names(report))
                    .contains("header server high", "header x-powered-by high", "header x-team high", "body body high");
            JsonObject first = report.getJsonArray("leaks").stream()
                    .map(JsonObject.class::cast)
                    .filter(leak -> leak.getString("route").equals("all"))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.getString("listener")).isEqualTo("web");
            assertThat(first.getString("remedy")).isNotEmpty();
            assertThat(first.getInteger("times")).isGreaterThan(1);
        }
    }

    @Test
    void findsNothingOnceTheRouteConcealsIt(@TempDir Path folder) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(LEAKY);
                EdgeHarness edge = EdgeSetup.edge()
                        .tls(TestCertificate.in(folder, "shop.test"))
                        .routes(EdgeSetup.routesTo(origin, ", conceal: {remove: [X-Team], errors: [500]}"))
                        .start()) {
            JsonObject report = run(edge);

            assertThat(names(report)).isEmpty();
            assertThat(report.getBoolean("complete")).isTrue();
        }
    }

    /** Every kind of refusal of ours, as a stranger provokes it: none may name an address, a host, a port or a class. */
    @Test
    void findsNothingInOurOwnAnswers() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.closeAfter(""));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start()) {
            JsonObject report = run(edge);

            assertThat(names(report)).isEmpty();
        }
    }

    @Test
    void runsOneAtATimeAndNotTooOften() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start()) {
            assertThat(ask(edge).status()).isEqualTo(200);

            RawResponse second = ask(edge);

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.field("retry-after")).contains("2");
            try (RawClient admin = RawClient.connect(edge.service().admin().port())) {
                admin.send("POST /v1/fingerprint HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
                assertThat(admin.readResponse().status()).isEqualTo(405);
            }
        }
    }
}
