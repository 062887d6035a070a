package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many ask for one thing at a time: one fetch for all of them, wherever one fetch will do. */
@ExtendWith(LeakWatch.class)
class CollapseTest {
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Gate gate = new Gate();
    private final List<RawClient> clients = new ArrayList<>();
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("later", FRESH));
        edge = edge(LONG, "");
    }

    private EdgeHarness edge(Duration collapseTimeout, String more) {
        return EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true" + more + "}"))
                .cache(new CacheConfig(
                        ByteSize.ofMiB(64), null, false, null, null, null, collapseTimeout, null, null, null))
                .start();
    }

    @AfterEach
    void stop() {
        clients.forEach(RawClient::close);
        edge.close();
        origin.close();
    }

    private RawClient ask(String path, String... fieldLines) {
        return askBy("GET", path, fieldLines);
    }

    private RawClient askBy(String method, String path, String... fieldLines) {
        RawClient client = edge.reverse().timeout(Duration.ofSeconds(30));
        clients.add(client);
        return client.send(method + " " + path + " HTTP/1.1\r\nHost: a.test\r\n" + lines(fieldLines) + "\r\n");
    }

    private static String lines(String... fieldLines) {
        return fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
    }

    private List<RawClient> askAll(int count, String path, String... fieldLines) {
        List<RawClient> asking = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asking.add(ask(path, fieldLines));
        }
        return asking;
    }

    private void awaitWaiting(int count) {
        awaitFigure("sallyport_cache_waiting " + count);
    }

    private void awaitFigure(String line) {
        Eventually.until(line, () -> edge.service().metrics().lines().anyMatch(line::equals));
    }

    @Test
    void aThousandClientsMakeOneRequest() {
        origin.next(Answer.text("one for all", FRESH).behind(gate));
        RawClient first = ask("/cold");
        gate.awaitArrival();
        List<RawClient> others = askAll(999, "/cold");
        awaitWaiting(999);
        gate.open();

        RawResponse fetched = first.readResponse();
        assertThat(fetched.bodyText()).isEqualTo("one for all");
        assertThat(fetched.field("cache-status")).contains("Sallyport; fwd=uri-miss; stored");
        for (RawClient other : others) {
            RawResponse answer = other.readResponse();
            assertThat(answer.bodyText()).isEqualTo("one for all");
            assertThat(answer.field("cache-status")).contains("Sallyport; fwd=uri-miss; collapsed");
            assertThat(answer.values("age")).hasSize(1);
            answer.assertClean();
        }
        assertThat(origin.requests()).hasSize(1);
        AccessRecord last = edge.awaitRecord(1000);
        assertThat(last.bytesOut()).isEqualTo(11);
        assertThat(edge.records().stream().map(AccessRecord::cache))
                .filteredOn("fwd=uri-miss; collapsed"::equals)
                .hasSize(999);
        assertThat(edge.records().stream().map(AccessRecord::outcome))
                .filteredOn(Outcome.CACHE_HIT::equals)
                .hasSize(999);
        awaitFigure("sallyport_cache_collapsed_total 999");
        awaitFigure("sallyport_cache_fetches 0");
        awaitFigure("sallyport_cache_fill_bytes 0");
    }

    @Test
    void whoeverComesWhileTheBodyIsOnItsWayReadsItFromTheStart() {
        origin.next(chunked("first ").then(chunk("second").behind(gate)).then(chunk("")));
        RawClient first = ask("/s");
        gate.awaitArrival();
        awaitFigure("sallyport_cache_fills 1");
        List<RawClient> late = askAll(20, "/s");
        RawClient head = askBy("HEAD", "/s");
        RawClient has = ask("/s", "If-None-Match: \"1\"");

        RawResponse asked = head.readResponse("HEAD");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.field("content-length")).isEmpty();
        assertThat(has.readResponse().status()).isEqualTo(304);
        gate.open();
        assertThat(first.readResponse().bodyText()).isEqualTo("first second");
        for (RawClient other : late) {
            RawResponse answer = other.readResponse();
            assertThat(answer.bodyText()).isEqualTo("first second");
            assertThat(answer.field("cache-status").orElseThrow()).contains("collapsed");
        }
        assertThat(origin.requests()).hasSize(1);
        assertThat(ask("/s").readResponse().field("cache-status").orElseThrow()).contains("hit");
    }

    private static Answer chunked(String first) {
        return Answer.raw("HTTP/1.1 200 OK\r\n" + FRESH + "\r\nETag: \"1\"\r\nTransfer-Encoding: chunked\r\n\r\n")
                .then(chunk(first));
    }

    private static Answer chunk(String text) {
        return Answer.raw(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    @Test
    void whatIsNotStoredReleasesAllAtOnce() {
        int waiting = 40;
        AtomicInteger together = new AtomicInteger();
        Answer mine = Answer.text("mine", "Cache-Control: private");
        Answer allTogether = (request, connection) -> {
            together.incrementAndGet();
            Eventually.until("all ask the origin at the same time", () -> together.get() == waiting);
            mine.answer(request, connection);
        };
        origin.next(mine.behind(gate)).on("/private", allTogether);
        RawClient first = ask("/private");
        gate.awaitArrival();
        List<RawClient> others = askAll(waiting, "/private");
        awaitWaiting(waiting);
        gate.open();

        assertThat(first.readResponse().bodyText()).isEqualTo("mine");
        for (RawClient other : others) {
            RawResponse answer = other.readResponse();
            assertThat(answer.bodyText()).isEqualTo("mine");
            assertThat(answer.field("cache-status")).contains("Sallyport; fwd=uri-miss; detail=private");
        }
        assertThat(origin.requests()).hasSize(waiting + 1);
    }

    @Test
    void nobodyWaitsForWhatIsKnownNotToBeStored() {
        origin.on("/private", Answer.text("mine", "Cache-Control: no-store"));
        ask("/private").readResponse();
        Gate both = new Gate();
        origin.next(
                Answer.text("one", "Cache-Control: no-store").behind(gate),
                Answer.text("two", "Cache-Control: no-store").behind(both));
        RawClient one = ask("/private");
        gate.awaitArrival();
        RawClient two = ask("/private");
        both.awaitArrival();
        both.open();
        gate.open();

        assertThat(one.readResponse().bodyText()).isEqualTo("one");
        assertThat(two.readResponse().bodyText()).isEqualTo("two");
        awaitFigure("sallyport_cache_waits_total 0");
        awaitFigure("sallyport_cache_apart_keys 1");
    }

    @Test
    void eachVariantIsFetchedOnce() {
        Answer byLanguage = (request, connection) ->
                Answer.text(language(request), FRESH, "Vary: Accept-Language").answer(request, connection);
        origin.next(byLanguage.behind(gate)).on("/v", byLanguage);
        RawClient first = ask("/v", "Accept-Language: en");
        gate.awaitArrival();
        List<RawClient> english = askAll(10, "/v", "Accept-Language: en");
        List<RawClient> german = askAll(10, "/v", "Accept-Language: de");
        List<RawClient> french = askAll(10, "/v", "Accept-Language: fr");
        awaitWaiting(30);
        gate.open();

        assertThat(first.readResponse().bodyText()).isEqualTo("en");
        english.forEach(client -> assertThat(client.readResponse().bodyText()).isEqualTo("en"));
        german.forEach(client -> assertThat(client.readResponse().bodyText()).isEqualTo("de"));
        french.forEach(client -> assertThat(client.readResponse().bodyText()).isEqualTo("fr"));
        assertThat(origin.requests()).hasSize(3);
    }

    private static String language(RawRequest request) {
        return request.values("accept-language").get(0);
    }

    @Test
    void aWaiterTakesOverWhenTheFirstClientGoes() {
        origin.next(Answer.stall()).on("/a", Answer.text("taken over", FRESH));
        RawClient first = ask("/a");
        origin.awaitRequest(1);
        List<RawClient> others = askAll(10, "/a");
        awaitWaiting(10);
        first.reset();

        others.forEach(client -> assertThat(client.readResponse().bodyText()).isEqualTo("taken over"));
        assertThat(origin.requests()).hasSize(2);
        Eventually.until(
                "the one who went is on record",
                () -> edge.records().stream().anyMatch(access -> access.outcome() == Outcome.CLIENT_GONE));
    }

    @Test
    void aWaiterThatGoesIsForgotten() {
        origin.next(Answer.text("a", FRESH).behind(gate));
        RawClient first = ask("/a");
        gate.awaitArrival();
        RawClient second = ask("/a");
        awaitWaiting(1);
        second.reset();
        awaitWaiting(0);
        gate.open();

        assertThat(first.readResponse().bodyText()).isEqualTo("a");
        assertThat(edge.awaitRecord(2)).isNotNull();
        assertThat(edge.records().stream().map(AccessRecord::outcome))
                .containsExactlyInAnyOrder(Outcome.CLIENT_GONE, Outcome.FORWARDED);
    }

    @Test
    void anOriginThatFailsTwiceIsNotAskedByEverybody() {
        Answer dead = (request, connection) -> connection.close();
        origin.next(dead.behind(gate)).on("/down", dead);
        RawClient first = ask("/down");
        gate.awaitArrival();
        List<RawClient> others = askAll(50, "/down");
        awaitWaiting(50);
        gate.open();

        assertThat(first.readResponse().status()).isEqualTo(502);
        for (RawClient other : others) {
            RawResponse answer = other.readResponse();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.bodyText()).contains("connection_terminated");
        }
        assertThat(origin.requests()).hasSizeLessThanOrEqualTo(2);
        edge.awaitRecord(51);
        assertThat(edge.records().stream().map(AccessRecord::outcome)).containsOnly(Outcome.ORIGIN_CLOSED);
    }

    @Test
    void validatesWhatIsStaleOnceForAll() {
        try (CacheHarness cache = CacheHarness.withTime(CacheHarness.Side.REVERSE)) {
            cache.origin().on("/a", Answer.text("kept", FRESH, "ETag: \"1\""));
            cache.get("/a");
            cache.pass(Duration.ofSeconds(601));
            cache.origin()
                    .on(
                            "/a",
                            Answer.raw("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n" + FRESH + "\r\n\r\n")
                                    .behind(gate));
            List<RawClient> asking = new ArrayList<>();
            for (int i = 0; i < 31; i++) {
                RawClient client = cache.edge().reverse();
                clients.add(client);
                asking.add(client.send("GET /a HTTP/1.1\r\nHost: test.example\r\n\r\n"));
            }
            Eventually.until(
                    "30 wait",
                    () -> cache.edge().service().metrics().lines().anyMatch("sallyport_cache_waiting 30"::equals));
            gate.open();

            List<String> said = new ArrayList<>();
            for (RawClient client : asking) {
                RawResponse answer = client.readResponse();
                assertThat(answer.bodyText()).isEqualTo("kept");
                said.add(answer.field("cache-status").orElse(""));
            }
            assertThat(said)
                    .filteredOn("Sallyport; fwd=stale; fwd-status=304; stored"::equals)
                    .hasSize(1);
            assertThat(said)
                    .filteredOn("Sallyport; fwd=stale; collapsed"::equals)
                    .hasSize(30);
            assertThat(cache.asked("/a")).hasSize(2);
        }
    }

    @Test
    void whatMustBeValidatedEachTimeIsValidatedForEach() {
        String always = "Cache-Control: no-cache";
        Answer valid = Answer.raw("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n" + always + "\r\n\r\n");
        origin.next(Answer.text("kept", always, "ETag: \"1\""));
        ask("/a").readResponse();
        origin.on("/a", valid);
        for (RawClient client : askAll(5, "/a")) {
            assertThat(client.readResponse().bodyText()).isEqualTo("kept");
        }
        assertThat(origin.requests()).hasSize(6);
    }

    @Test
    void nobodyWaitsForLongerThanIsAllowed() {
        edge.close();
        edge = edge(Duration.ofMillis(300), "");
        origin.next(Answer.text("slow", FRESH).behind(gate)).on("/a", Answer.text("own", FRESH));
        RawClient first = ask("/a");
        gate.awaitArrival();

        RawResponse own = ask("/a").readResponse();
        assertThat(own.bodyText()).isEqualTo("own");
        assertThat(own.field("cache-status")).contains("Sallyport; fwd=uri-miss; stored");
        awaitFigure("sallyport_cache_waits_given_up_total{reason=\"time\"} 1");
        gate.open();
        assertThat(first.readResponse().bodyText()).isEqualTo("slow");
    }

    @Test
    void aRouteMayAskForEachByItself() {
        edge.close();
        edge = edge(LONG, ", collapse: false");
        Gate both = new Gate();
        origin.next(
                Answer.text("one", FRESH).behind(gate),
                Answer.text("two", FRESH).behind(both));
        RawClient one = ask("/a");
        gate.awaitArrival();
        RawClient two = ask("/a");
        both.awaitArrival();
        both.open();
        gate.open();

        assertThat(one.readResponse().bodyText()).isEqualTo("one");
        assertThat(two.readResponse().bodyText()).isEqualTo("two");
    }

    @Test
    void whoeverShowsCredentialsOrAsksForAPartGoesByItself() {
        origin.next(Answer.text("plain", FRESH).behind(gate));
        RawClient first = ask("/a");
        gate.awaitArrival();

        assertThat(ask("/a", "Authorization: Basic eDp5").readResponse().bodyText())
                .isEqualTo("later");
        assertThat(ask("/a", "Range: bytes=0-1").readResponse().status()).isIn(200, 206);
        gate.open();
        assertThat(first.readResponse().bodyText()).isEqualTo("plain");
        awaitFigure("sallyport_cache_waits_total 0");
    }
}
