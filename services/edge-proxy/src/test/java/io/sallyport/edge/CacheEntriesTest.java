package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.cache.CacheEntry;
import io.sallyport.contract.cache.EntriesAnswer;
import io.sallyport.contract.cache.EntriesAnswer.AskedPlan;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an edge tells of its cache. */
@ExtendWith(LeakWatch.class)
class CacheEntriesTest {
    private static final String URL = "http://shop.test/a?id=1";

    private static EdgeHarness edge(ScriptedOrigin origin, String key) {
        return EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true, key: {" + key + "}}"))
                .start();
    }

    private static AskedPlan plan(EntriesAnswer told, String side) {
        return told.asked().stream()
                .filter(plan -> plan.side().equals(side))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsKeyVariantsAndTheSumOfFreshness() {
        Answer kept = Answer.text(
                "hello",
                "Cache-Control: s-maxage=600, stale-if-error=60",
                "Age: 100",
                "ETag: \"7\"",
                "Vary: Accept",
                "Surrogate-Key: menu food");
        try (ScriptedOrigin origin = ScriptedOrigin.start(kept);
                EdgeHarness edge = edge(origin, "header: [X-Region]");
                RawClient client = edge.reverse()) {
            client.get("/a?utm_source=x&id=1", "Host: shop.test", "X-Region: eu", "Accept: text/html");
            Eventually.until("it is stored", () -> !edge.entries(URL).entries().isEmpty());

            EntriesAnswer told = edge.entries(URL + "&gclid=y", "X-Region: eu", "Accept: text/html");

            CacheEntry entry = told.entries().get(0);
            assertThat(told.entries()).hasSize(1);
            assertThat(entry.tier()).isEqualTo("memory");
            assertThat(entry.url()).isEqualTo(URL);
            assertThat(entry.track()).startsWith("shop/");
            assertThat(entry.parts()).isEqualTo("x-region=eu\n");
            assertThat(entry.selectedBy()).contains("accept").contains("text/html");
            assertThat(entry.freshness().source()).isEqualTo("s-maxage");
            assertThat(entry.freshness().lifetime()).isEqualTo(600);
            assertThat(entry.freshness().ageAtReceipt()).isBetween(100L, 110L);
            assertThat(entry.freshness().ttl()).isBetween(480L, 500L);
            assertThat(entry.etag()).isEqualTo("\"7\"");
            assertThat(entry.bytes()).isEqualTo(5);
            assertThat(entry.groups()).containsExactly("surrogate-key: menu food");
            AskedPlan plan = plan(told, "reverse");
            assertThat(plan.outcome()).isEqualTo("hit");
            assertThat(plan.route()).isEqualTo("all");
            assertThat(plan.url()).isEqualTo(URL);
            assertThat(plan(edge.entries(URL), "reverse").detail()).isEqualTo("uri-miss");
            assertThat(plan(edge.entries(URL, "X-Region: eu"), "reverse").detail())
                    .isEqualTo("vary-miss");
        }
    }

    @Test
    void tellsWhySomethingIsNotStored() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("mine", "Cache-Control: no-store"));
                EdgeHarness edge = edge(origin, "");
                RawClient client = edge.reverse()) {
            client.get("/a?id=1", "Host: shop.test");

            EntriesAnswer told = edge.entries(URL);

            assertThat(told.entries()).isEmpty();
            assertThat(told.refusals()).singleElement().satisfies(refused -> {
                assertThat(refused.reason()).isEqualTo("no-store");
                assertThat(refused.status()).isEqualTo(200);
                assertThat(refused.url()).isEqualTo(URL);
                assertThat(refused.at()).isAfter(Instant.EPOCH);
            });
            assertThat(plan(told, "reverse").outcome()).isEqualTo("miss");
            assertThat(edge.entries("http://shop.test/b").refusals()).isEmpty();
        }
    }

    @Test
    void tellsThatNothingIsKeptAtAll() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("x");
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start()) {
            AskedPlan plan = plan(edge.entries(URL), "reverse");

            assertThat(plan.outcome()).isEqualTo("off");
            assertThat(plan.enabled()).isFalse();
            assertThat(plan(edge.entries(URL), "forward").outcome()).isEqualTo("miss");
            assertThat(edge.entries("no url").asked()).isEmpty();
        }
    }
}
