package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.edge.CacheHarness.Side;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What must never come out of the cache. */
@ExtendWith(LeakWatch.class)
class CacheSafetyTest {
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final String KEPT_HEAD = "HTTP/1.1 200 OK\r\n" + FRESH + "\r\n";

    @Test
    void neverKeepsABodyThatWasCut() {
        Answer cutLength = Answer.closeAfter(KEPT_HEAD + "Content-Length: 100\r\n\r\npart");
        Answer cutChunks = Answer.closeAfter(KEPT_HEAD + "Transfer-Encoding: chunked\r\n\r\n4\r\npart\r\n");
        Answer reset = Answer.resetAfter(KEPT_HEAD + "Content-Length: 100\r\n\r\npart");
        for (Answer cut : new Answer[] {cutLength, cutChunks, reset}) {
            try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("whole", FRESH));
                    EdgeHarness edge = caching(origin)) {
                origin.next(cut);
                try (RawClient client = edge.reverse()) {
                    assertIncomplete(client);
                }
                try (RawClient client = edge.reverse()) {
                    assertThat(client.get("/").bodyText()).isEqualTo("whole");
                }
                assertThat(origin.requests()).hasSize(2);
            }
        }
    }

    /** The cut may come before the head has left, and then it is a complete 502. */
    private static void assertIncomplete(RawClient client) {
        client.send("GET / HTTP/1.1\r\nHost: test.example\r\n\r\n");
        RawResponse response = client.readResponse();
        assertThat(response.complete() && response.status() == 200)
                .as("%s", response)
                .isFalse();
    }

    @Test
    void finishesABodyThatItsClientDidNotWaitFor() {
        Gate gate = new Gate();
        Answer slow = Answer.raw(KEPT_HEAD + "Content-Length: 8\r\n\r\nhalf")
                .then(Answer.raw("more").behind(gate));
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("whole", FRESH));
                EdgeHarness edge = caching(origin)) {
            origin.next(slow);
            try (RawClient client = edge.reverse()) {
                client.send("GET / HTTP/1.1\r\nHost: test.example\r\n\r\n");
                gate.awaitArrival();
                client.reset();
            }
            edge.awaitRecord(1);
            gate.open();
            try (RawClient client = edge.reverse()) {
                assertThat(client.get("/").bodyText()).isEqualTo("halfmore");
            }
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void keepsTheAnswersOfVersionsApart() {
        try (ScriptedOrigin old = ScriptedOrigin.start(Answer.text("old", FRESH));
                ScriptedOrigin current = ScriptedOrigin.start(Answer.text("current", FRESH));
                EdgeHarness edge =
                        EdgeSetup.edge().routes(versions(old, current)).start();
                RawClient client = edge.reverse()) {
            for (int round = 0; round < 2; round++) {
                assertThat(client.get("/").bodyText()).isEqualTo("current");
                assertThat(client.get("/", "X-Version: 1.1").bodyText()).isEqualTo("old");
            }
            assertThat(old.requests()).hasSize(1);
            assertThat(current.requests()).hasSize(1);
        }
    }

    @Test
    void tellsNoServerFromTheReverseSidesCache() {
        String[] telling = {FRESH, "Server: theirs/1", "X-Powered-By: theirs", "X-AspNet-Version: 4", "Via: 1.1 inner"};
        try (CacheHarness cache = new CacheHarness(Side.REVERSE)) {
            cache.origin().on("/", Answer.text("x", telling));
            cache.get("/");
            RawResponse hit = cache.get("/");
            assertThat(hit.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
            assertThat(hit.head().toLowerCase(Locale.ROOT))
                    .doesNotContain("server:", "x-powered-by", "x-aspnet", "via:");
        }
    }

    @Test
    void keepsNothingOfARouteThatDoesNotCache() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("x", FRESH));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.get("/");
            assertThat(client.get("/").field("cache-status")).isEmpty();
            assertThat(origin.requests()).hasSize(2);
        }
    }

    @Test
    void keepsHostsAndQueriesApart() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.echoHead())) {
            Answer kept = (request, connection) -> Answer.text(request.target() + " " + request.values("host"), FRESH)
                    .answer(request, connection);
            try (EdgeHarness edge = caching(origin.on("/?a", kept).on("/?b", kept));
                    RawClient client = edge.reverse()) {
                for (int round = 0; round < 2; round++) {
                    assertThat(client.get("/?a", "Host: one.test").bodyText()).isEqualTo("/?a [one.test]");
                    assertThat(client.get("/?a", "Host: two.test").bodyText()).isEqualTo("/?a [two.test]");
                    assertThat(client.get("/?b", "Host: one.test").bodyText()).isEqualTo("/?b [one.test]");
                    assertThat(client.get("/?a", "Host: ONE.test.").bodyText()).isEqualTo("/?a [one.test]");
                }
            }
            assertThat(origin.requests()).hasSize(3);
        }
    }

    private static EdgeHarness caching(ScriptedOrigin origin) {
        return EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .start();
    }

    private static String versions(ScriptedOrigin old, ScriptedOrigin current) {
        return "clusters: [{name: shop, endpoints: [{url: 'http://" + old.authority()
                + "', version: '1.1'}, {url: 'http://"
                + current.authority() + "', version: '1.5'}]}]\n"
                + "routes: [{name: all, cluster: shop, versions: {default: '1.5'}, cache: {enabled: true}}]\n";
    }
}
