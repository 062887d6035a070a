package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.cache.PurgeEntry.Cause;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.contract.cache.PurgeWish;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakWatch.class)
class PurgeTest {
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final String HOST = "shop.example";
    private static final String URL = "http://shop.example";
    private static final String NOT_MODIFIED = "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n" + FRESH + "\r\n\r\n";

    private final ScriptedOrigin origin = ScriptedOrigin.start(Answer.status("404 Not Found", "no script"));
    private EdgeHarness edge;
    private PurgeDesk desk;
    private RawClient client;

    private void start(String more) {
        edge = EdgeSetup.forwardToLoopback()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true" + more + "}"))
                .start();
        desk = new PurgeDesk(edge.environment());
        client = edge.reverse();
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
            desk.close();
            edge.close();
        }
        origin.close();
    }

    private RawResponse ask(String method, String path, String... fieldLines) {
        return ask(client, method, path, fieldLines);
    }

    private static RawResponse ask(RawClient by, String method, String path, String... fieldLines) {
        String[] lines = new String[fieldLines.length + 1];
        lines[0] = "Host: " + HOST;
        System.arraycopy(fieldLines, 0, lines, 1, fieldLines.length);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        for (String line : lines) {
            head.append(line).append("\r\n");
        }
        return by.send(head.append("\r\n").toString()).readResponse(method);
    }

    private static boolean isHit(RawResponse response) {
        return response.field("cache-status").orElse("").contains("; hit");
    }

    @ParameterizedTest
    @CsvSource({
        "URL, http://shop.example/a?x=1, true",
        "URL, http://shop.example/a, false",
        "PREFIX, http://shop.example/a, true",
        "PREFIX, http://shop.example/b, false",
        "GROUP, one, true",
        "GROUP, two, true",
        "GROUP, three, false",
        "EVERYTHING, '', true",
    })
    void aHardPurgeTakesOutWhatItNames(PurgeTarget.Scope scope, String value, boolean gone) {
        start("");
        origin.on("/a?x=1", Answer.text("a", FRESH, "Cache-Groups: \"one\"", "Surrogate-Key: two"));
        ask("GET", "/a?x=1");
        assertThat(isHit(ask("GET", "/a?x=1"))).isTrue();

        desk.purge(1, true, new PurgeTarget(scope, value, ""));

        RawResponse after = ask("GET", "/a?x=1");
        assertThat(isHit(after)).isEqualTo(!gone);
        if (gone) {
            assertThat(after.field("cache-status")).contains("Sallyport; fwd=uri-miss; stored");
            assertThat(isHit(ask("GET", "/a?x=1"))).as("stored anew").isTrue();
        }
    }

    @Test
    void aPurgeReachesEveryVariantEveryKeyPartAndWhatTheRulesMakeOfTheUrl() {
        start(", key: {header: [X-Shop]}");
        origin.on("/v", Answer.text("v", FRESH, "Vary: Accept-Language"));
        for (String lines : List.of("en;1", "de;1", "en;2")) {
            String[] parts = lines.split(";");
            ask("GET", "/v", "Accept-Language: " + parts[0], "X-Shop: " + parts[1]);
            assertThat(isHit(ask("GET", "/v", "Accept-Language: " + parts[0], "X-Shop: " + parts[1])))
                    .isTrue();
        }

        desk.purge(1, true, PurgeTarget.url(URL + "/v?utm_source=letter"));

        assertThat(isHit(ask("GET", "/v", "Accept-Language: en", "X-Shop: 1"))).isFalse();
        assertThat(isHit(ask("GET", "/v", "Accept-Language: de", "X-Shop: 1"))).isFalse();
        assertThat(isHit(ask("GET", "/v", "Accept-Language: en", "X-Shop: 2"))).isFalse();
    }

    @Test
    void aSoftPurgeIsValidated() {
        start("");
        origin.next(Answer.text("body", FRESH, "ETag: \"1\""), Answer.raw(NOT_MODIFIED));
        ask("GET", "/s");

        desk.purge(1, false, PurgeTarget.url(URL + "/s"));

        RawResponse validated = ask("GET", "/s");
        assertThat(validated.bodyText()).isEqualTo("body");
        assertThat(origin.awaitRequest(2).values("if-none-match")).containsExactly("\"1\"");
        assertThat(isHit(ask("GET", "/s"))).as("fresh again").isTrue();
        assertThat(origin.requests()).hasSize(2);
    }

    @Test
    void whatIsPurgedSoftlyMayBeUsedWhileItIsValidated() {
        start("");
        origin.next(
                Answer.text("body", "Cache-Control: max-age=600, stale-while-revalidate=60", "ETag: \"1\""),
                Answer.raw(NOT_MODIFIED));
        ask("GET", "/s");

        desk.purge(1, false, PurgeTarget.group("none", ""), PurgeTarget.url(URL + "/s"));

        RawResponse stale = ask("GET", "/s");
        assertThat(stale.bodyText()).isEqualTo("body");
        assertThat(stale.field("cache-status").orElseThrow()).contains("stale-while-revalidate");
        assertThat(origin.awaitRequest(2).values("if-none-match")).containsExactly("\"1\"");
        Eventually.until(
                "validated",
                () -> ask("GET", "/s").field("cache-status").orElse("").startsWith("Sallyport; hit; ttl=5"));
    }

    @Test
    void whatWasAskedForBeforeAPurgeIsNotUsedAfterIt() {
        start("");
        Semaphore purged = new Semaphore(0);
        origin.next(
                (request, connection) -> {
                    purged.acquireUninterruptibly();
                    Answer.text("old", FRESH).answer(request, connection);
                },
                Answer.text("new", FRESH));
        client.send(Requests.head("GET", "/slow", "Host: " + HOST));
        origin.awaitRequest(1);

        desk.purge(1, true, PurgeTarget.everything());
        purged.release();

        assertThat(client.readResponse("GET").bodyText()).isEqualTo("old");
        assertThat(ask("GET", "/slow").bodyText()).isEqualTo("new");
    }

    /** One edge's client has changed something: its own next request knows at once, the other edge soon. */
    @Test
    void whatARequestHasChangedIsGoneOnEveryEdge() {
        start("");
        EdgeService other = edge.second();
        origin.on("/p", Answer.text("state", FRESH, "Cache-Groups: \"g\""));
        origin.on("/q", Answer.text("of the group", FRESH, "Cache-Groups: \"g\""));
        origin.on("/r", Answer.text("another", FRESH, "Cache-Groups: \"h\""));
        origin.on("/change", Answer.text("ok", "Location: /p", "Cache-Group-Invalidation: \"g\""));
        try (RawClient there = RawClient.connect(other.ports().get(EdgeHarness.REVERSE))) {
            for (String path : List.of("/p", "/q", "/r")) {
                ask("GET", path);
                ask(there, "GET", path);
                assertThat(isHit(ask(there, "GET", path))).isTrue();
            }

            ask("POST", "/change", "Content-Length: 0");

            assertThat(isHit(ask("GET", "/p"))).isFalse();
            assertThat(isHit(ask("GET", "/q"))).isFalse();
            assertThat(isHit(ask("GET", "/r"))).isTrue();
            Eventually.until("one batch is sent", () -> desk.wishes().size() == 1);
            PurgeWish wish = desk.wishes().get(0);
            assertThat(wish.cause()).isEqualTo(Cause.INVALIDATION);
            assertThat(wish.targets())
                    .containsExactly(
                            PurgeTarget.url(URL + "/change"), PurgeTarget.url(URL + "/p"), PurgeTarget.group("g", URL));
            Eventually.until("the other edge asks again", () -> !isHit(ask(there, "GET", "/p")));
            assertThat(isHit(ask(there, "GET", "/q"))).isFalse();
            assertThat(isHit(ask(there, "GET", "/r"))).isTrue();
            assertThat(isHit(ask("GET", "/p")))
                    .as("its own purge does not come twice")
                    .isTrue();
        }
    }

    @Test
    void aRouteThatKeepsNothingInvalidatesAsWell() {
        edge = EdgeSetup.edge()
                .routes("clusters: [{name: shop, endpoints: ['http://" + origin.authority() + "']}]\n"
                        + "routes: [{name: writes, match: {method: [PUT]}, cluster: shop},"
                        + " {name: reads, cluster: shop, cache: {enabled: true}}]\n")
                .start();
        desk = new PurgeDesk(edge.environment());
        client = edge.reverse();
        origin.on("/p", Answer.text("state", FRESH));
        ask("GET", "/p");
        assertThat(isHit(ask("GET", "/p"))).isTrue();

        ask("PUT", "/p", "Content-Length: 0");

        assertThat(isHit(ask("GET", "/p"))).isFalse();
    }

    @Test
    void aFloodOfChangesDoesNotEmptyTheCache() {
        start("");
        origin.on("/kept", Answer.text("kept", FRESH));
        ask("GET", "/kept");
        for (int i = 0; i < 1000; i++) {
            origin.on("/" + i, Answer.text("ok"));
            ask("POST", "/" + i, "Content-Length: 0");
        }

        assertThat(isHit(ask("GET", "/kept"))).isTrue();
        Eventually.until(
                "all are told",
                () -> desk.wishes().stream()
                                .flatMap(wish -> wish.targets().stream())
                                .distinct()
                                .count()
                        == 1000);
        assertThat(desk.wishes()).allSatisfy(wish -> assertThat(wish.targets()).hasSizeLessThanOrEqualTo(256));
        assertThat(isHit(ask("GET", "/kept"))).isTrue();
    }

    @Test
    void theMethodPurgesForThoseWhoMay() {
        start(", purge: [127.0.0.0/8]");
        origin.on("/a?x=1", Answer.text("a", FRESH));
        ask("GET", "/a?x=1");

        RawResponse answer = ask("PURGE", "/a?x=1", "X-Purge: hard");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("content-type")).contains("application/json");
        assertThat(answer.field("cache-control")).contains("no-store");
        assertThat(answer.bodyText())
                .contains("\"value\":\"http://shop.example/a?x=1\"")
                .contains("\"soft\":false")
                .contains("\"done\":[\"everybody\"]");
        answer.assertClean();
        assertThat(isHit(ask("GET", "/a?x=1"))).isFalse();
        assertThat(origin.requests()).hasSize(2);
        assertThat(desk.wishes().get(0).from()).startsWith("127.0.0.1 at edge-proxy-");
        assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void theMethodPurgesSoftlyUnlessToldAndByGroupsOfItsOrigin() {
        start(", purge: [127.0.0.1]");
        origin.next(Answer.text("a", FRESH, "ETag: \"1\"", "Cache-Tag: one"), Answer.raw(NOT_MODIFIED));
        ask("GET", "/a");

        RawResponse answer = ask("PURGE", "/", "Cache-Tag: one, two");

        assertThat(answer.bodyText()).contains("\"soft\":true");
        assertThat(desk.wishes().get(0).targets())
                .containsExactly(PurgeTarget.group("one", URL), PurgeTarget.group("two", URL));
        assertThat(ask("GET", "/a").bodyText()).isEqualTo("a");
        assertThat(origin.awaitRequest(2).values("if-none-match")).containsExactly("\"1\"");
        assertThat(ask("PURGE", "/", "X-Purge: quickly").status()).isEqualTo(400);
    }

    @Test
    void theMethodIsRefusedToOthers() {
        start(", purge: [192.0.2.0/24]");
        origin.on("/a", Answer.text("a", FRESH));
        ask("GET", "/a");

        assertThat(ask("PURGE", "/a").status()).isEqualTo(403);

        assertThat(isHit(ask("GET", "/a"))).isTrue();
        assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.ACCESS_DENIED);
    }

    @Test
    void theMethodIsPassedOnWhereNoRuleNamesIt() {
        start("");
        origin.on("/a", Answer.text("the origin's own"));

        assertThat(ask("PURGE", "/a").bodyText()).isEqualTo("the origin's own");
        assertThat(origin.awaitRequest(1).method()).isEqualTo("PURGE");
    }

    @Test
    void theMethodPurgesThisEdgeWhenNoCacheServiceIsThere() {
        start(", purge: [127.0.0.1]");
        desk.close();
        origin.on("/a", Answer.text("a", FRESH));
        ask("GET", "/a");

        RawResponse answer = ask("PURGE", "/a", "X-Purge: hard");

        assertThat(answer.status()).as("nobody else knows").isEqualTo(202);
        assertThat(answer.bodyText()).contains("\"number\":0").contains("\"done\":[\"edge-proxy-");
        assertThat(isHit(ask("GET", "/a"))).isFalse();
    }
}
