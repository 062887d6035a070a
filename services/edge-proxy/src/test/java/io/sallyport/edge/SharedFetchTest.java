package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.contract.ByteSize;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.edge.shared.FakeCacheService;
import io.sallyport.http.HeaderList;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.process.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an edge makes of what the shared tier says. */
@ExtendWith(LeakWatch.class)
class SharedFetchTest {
    private static final String FRESH = "Cache-Control: max-age=600";

    private RedisServer redis;
    private ScriptedOrigin origin;
    private EdgeHarness edge;
    private FakeCacheService tier;
    private int warm;
    private int asked;
    private int before;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.start();
        origin = ScriptedOrigin.start(Answer.text("from the origin", FRESH));
        edge = EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .store(new StoreConfig(redis.url(), Duration.ofSeconds(5)))
                .cache(new CacheConfig(
                        ByteSize.ofMiB(64),
                        null,
                        true,
                        null,
                        null,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        null,
                        null,
                        null))
                .start();
        tier = edge.sharedTier("tier-1");
        Eventually.until("the tier is asked", () -> {
            get("/warm/" + warm++);
            return !tier.questions.isEmpty();
        });
        asked = tier.questions.size();
        before = origin.requests().size();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
        redis.close();
    }

    private RawClient ask(String path) {
        return edge.reverse().timeout(Duration.ofSeconds(20)).send("GET " + path + " HTTP/1.1\r\nHost: a.test\r\n\r\n");
    }

    private RawResponse get(String path) {
        try (RawClient client = ask(path)) {
            return client.readResponse();
        }
    }

    /** A head as the shared tier keeps it, so many seconds old. */
    private static byte[] head(int age, String... fields) {
        long then = System.currentTimeMillis() - age * 1000L;
        return StoredHeadForm.write(StoredHead.of(200, HeaderList.of(fields), VaryKey.NONE, new Timing(then, then)));
    }

    private static CacheAnswer found(int age, String body) {
        byte[] head = head(age, "cache-control", "max-age=60", "etag", "\"1\"");
        return CacheAnswer.found(head, body.getBytes(StandardCharsets.UTF_8), 0);
    }

    /** The clock of an edge was an hour ahead when it stored it: nobody knows how old it is. */
    @Test
    void whatWasStoredLaterThanNowIsNotUsed() {
        tier.answer = question -> found(-3600, "shared");

        RawResponse answer = get("/later");

        assertThat(answer.bodyText()).isEqualTo("from the origin");
        assertThat(origin.requests()).hasSize(before + 1);
    }

    @Test
    void whatItHasIsAHitAndIsKept() {
        tier.answer = question -> found(10, "shared");

        RawResponse first = get("/a");
        RawResponse second = get("/a");

        assertThat(first.bodyText()).isEqualTo("shared");
        assertThat(first.field("cache-status").orElseThrow())
                .startsWith("Sallyport; hit; ttl=")
                .endsWith("detail=shared");
        assertThat(second.field("cache-status").orElseThrow()).doesNotContain("shared");
        assertThat(tier.questions).hasSize(asked + 1);
        assertThat(origin.requests()).hasSize(before);
    }

    @Test
    void oneAsksForAllWhoWait() {
        Answer slow = Answer.text("from the origin", FRESH);
        tier.answer = question -> CacheAnswer.fetch("t1");
        Gate gate = new Gate();
        origin.next(slow.behind(gate));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(ask("/a"));
        }
        gate.awaitArrival();
        Eventually.until(
                "19 wait", () -> edge.service().metrics().lines().anyMatch("sallyport_cache_waiting 19"::equals));
        gate.open();

        for (RawClient client : clients) {
            assertThat(client.readResponse().bodyText()).isEqualTo("from the origin");
            client.close();
        }
        assertThat(tier.questions).hasSize(asked + 1);
        assertThat(origin.requests()).hasSize(before + 1);
        Eventually.until(
                "the answer was brought",
                () -> tier.fills.stream().anyMatch(fill -> fill.lease().equals("t1")));
        assertThat(tier.fills.get(tier.fills.size() - 1).body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("from the origin");
    }

    @Test
    void aLeaseEndsWithWhatIsNotStored() {
        tier.answer = question -> CacheAnswer.fetch("t2");
        origin.on("/private", Answer.text("mine", "Cache-Control: no-store"));

        assertThat(get("/private").bodyText()).isEqualTo("mine");

        Eventually.until("the lease has ended", () -> !tier.notes.isEmpty());
        LeaseNote note = tier.notes.get(tier.notes.size() - 1);
        assertThat(note.lease()).isEqualTo("t2");
        assertThat(note.state()).isEqualTo(LeaseNote.State.NOT_STORED);
        assertThat(get("/private").bodyText()).isEqualTo("mine");
        assertThat(tier.questions).as("known not to be there").hasSize(asked + 1);
    }

    @Test
    void aLeaseEndsWithTheClientThatWasToFetch() {
        tier.answer = question -> CacheAnswer.fetch("t3");
        origin.next(Answer.stall());
        RawClient client = ask("/a");
        origin.awaitRequest(before + 1);
        client.reset();

        Eventually.until(
                "the lease has ended",
                () -> tier.notes.stream().anyMatch(note -> note.state() == LeaseNote.State.GIVEN_UP));
        assertThat(tier.fills).noneMatch(fill -> fill.lease().equals("t3"));
    }

    @Test
    void whatItHasThatIsStaleIsValidatedAndBroughtBack() {
        tier.answer = question -> found(100, "still good");
        origin.next(Answer.raw("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n" + FRESH + "\r\n\r\n"));

        RawResponse answer = get("/a");

        RawRequest asked = origin.awaitRequest(before + 1);
        assertThat(asked.values("if-none-match")).containsExactly("\"1\"");
        assertThat(answer.bodyText()).isEqualTo("still good");
        assertThat(answer.field("cache-status")).contains("Sallyport; fwd=stale; fwd-status=304; stored");
        Eventually.until(
                "the new head was brought",
                () -> tier.fills.stream()
                        .anyMatch(fill -> new String(fill.body(), StandardCharsets.UTF_8).equals("still good")));
    }

    @Test
    void aLargeBodyIsAnsweredWhenAllOfItIsThere() {
        byte[] piece = "p".repeat(256 * 1024).getBytes(StandardCharsets.UTF_8);
        byte[] head = head(1, "cache-control", "max-age=60");
        tier.answer = question -> CacheAnswer.foundLarge(head, "o1", 3L * piece.length, 0);
        tier.chunk = question -> new Chunk(question.object(), question.index(), piece);

        RawResponse answer = get("/big");

        assertThat(answer.bodyLength()).isEqualTo(3L * piece.length);
        assertThat(answer.field("cache-status").orElseThrow()).contains("detail=shared");
        assertThat(origin.requests()).hasSize(before);
        assertThat(get("/big").bodyLength()).isEqualTo(3L * piece.length);
        assertThat(tier.questions).hasSize(asked + 1);
    }

    @Test
    void aLargeBodyThatIsNotThereAfterAllIsFetchedAndNoClientNotices() {
        byte[] piece = "p".repeat(256 * 1024).getBytes(StandardCharsets.UTF_8);
        byte[] head = head(1, "cache-control", "max-age=60");
        tier.answer = question -> CacheAnswer.foundLarge(head, "o1", 3L * piece.length, 0);
        tier.chunk =
                question -> new Chunk(question.object(), question.index(), question.index() == 2 ? new byte[0] : piece);

        RawResponse answer = get("/big");

        assertThat(answer.bodyText()).isEqualTo("from the origin");
        assertThat(answer.field("cache-status")).contains("Sallyport; fwd=uri-miss; stored");
    }

    @Test
    void whatItKnowsNotToBeStoredMakesNobodyWait() {
        tier.answer = question -> CacheAnswer.notStored();

        assertThat(get("/a").bodyText()).isEqualTo("from the origin");
        assertThat(get("/a").field("cache-status").orElseThrow()).contains("hit");
    }
}
