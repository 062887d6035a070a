package io.sallyport.cache.shared;

import static io.sallyport.cache.shared.SharedHarness.await;
import static io.sallyport.cache.shared.SharedHarness.head;
import static io.sallyport.cache.shared.SharedHarness.headFor;
import static io.sallyport.cache.shared.SharedHarness.large;
import static io.sallyport.cache.shared.SharedHarness.small;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheAnswer.Kind;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.FillAnswer;
import io.sallyport.http.HeaderList;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two instances that share a Redis keep and give. */
final class SharedCacheTest {
    private SharedHarness harness;
    private String one;
    private String other;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        harness = SharedHarness.start(folder, 2, "{keepStale: 10s, sharedTimeout: 10s}");
        one = harness.instances().get(0);
        other = harness.instances().get(1);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void givesWhatWasBroughtToEachInstance() {
        byte[] head = head("max-age=60", "etag", "\"1\"");

        assertThat(harness.fill(one, small("/a", head, "hello"))).isTrue();

        for (String instance : List.of(one, other)) {
            CacheAnswer answer = await(harness.ask(instance, "/a", 0));
            assertThat(answer).isEqualTo(CacheAnswer.found(head, text("hello"), 7));
        }
        assertThat(await(harness.ask(one, "/b", 0)).kind()).isEqualTo(Kind.ALONE);
    }

    @Test
    void keepsAnEmptyBody() {
        assertThat(harness.fill(one, small("/empty", head("max-age=60"), ""))).isTrue();

        assertThat(await(harness.ask(other, "/empty", 0)).kind()).isEqualTo(Kind.FOUND);
    }

    @Test
    void choosesAmongVariants() {
        HeaderList german = HeaderList.of("accept-language", "de");
        HeaderList english = HeaderList.of("accept-language", "en");
        harness.fill(one, small("/v", headFor(german, "max-age=60", "vary", "accept-language"), "hallo"));
        harness.fill(other, small("/v", headFor(english, "max-age=60", "vary", "accept-language"), "hello"));

        assertThat(body(await(harness.ask(one, "/v", 0, "accept-language", "de"))))
                .isEqualTo("hallo");
        assertThat(body(await(harness.ask(other, "/v", 0, "accept-language", "en"))))
                .isEqualTo("hello");
        assertThat(await(harness.ask(other, "/v", 0, "accept-language", "fr")).kind())
                .isEqualTo(Kind.ALONE);
        assertThat(await(harness.ask(other, "/v", 0)).kind()).isEqualTo(Kind.ALONE);
    }

    @Test
    void losesNoVariantOfManyThatComeAtTheSameTime() {
        List<Future<FillAnswer>> fills = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            HeaderList request = HeaderList.of("x-kind", "" + i);
            byte[] head = headFor(request, "max-age=60", "vary", "x-kind");
            String instance = i % 2 == 0 ? one : other;
            fills.add(harness.filling(instance, small("/many", head, "body " + i)));
        }
        await(Future.all(fills));
        assertThat(fills).allMatch(fill -> fill.result().kept());

        String third = harness.add();
        for (int i = 0; i < 16; i++) {
            assertThat(body(await(harness.ask(third, "/many", 0, "x-kind", "" + i))))
                    .isEqualTo("body " + i);
        }
    }

    @Test
    void laysBodiesApartWhenARecordGrowsTooLong() {
        byte[] bytes = new byte[CacheFill.BODY_MAX];
        new Random(1).nextBytes(bytes);
        for (int i = 0; i < 12; i++) {
            bytes[0] = (byte) i;
            byte[] head = headFor(HeaderList.of("x-kind", "" + i), "max-age=60", "vary", "x-kind");
            CacheFill fill = new CacheFill(SharedHarness.key("/long"), head, bytes.clone(), "", bytes.length, "", 7);
            assertThat(harness.fill(one, fill)).isTrue();
        }

        int apart = 0;
        for (int i = 0; i < 12; i++) {
            bytes[0] = (byte) i;
            CacheAnswer answer = await(harness.ask(other, "/long", 0, "x-kind", "" + i));
            assertThat(answer.kind()).isEqualTo(Kind.FOUND);
            assertThat(answer.length()).isEqualTo(bytes.length);
            boolean isApart = !answer.object().isEmpty();
            apart += isApart ? 1 : 0;
            assertThat(
                            isApart
                                    ? harness.chunk(other, "/long", answer.object(), 0)
                                            .bytes()
                                    : answer.body())
                    .isEqualTo(bytes);
        }
        assertThat(apart).isBetween(1, 11);
    }

    @Test
    void givesALargeBodyInChunks() {
        byte[] body = new byte[3 * Chunk.SIZE + 17];
        new Random(2).nextBytes(body);
        byte[] head = head("max-age=60");

        harness.bring(one, "object-1", body);
        assertThat(harness.look("/large").kind()).isEqualTo(Kind.ALONE);
        assertThat(harness.fill(one, large("/large", head, "object-1", body.length)))
                .isTrue();

        CacheAnswer answer = await(harness.ask(other, "/large", 0));
        assertThat(answer).isEqualTo(CacheAnswer.foundLarge(head, "object-1", body.length, 7));
        byte[] read = new byte[body.length];
        for (int i = 0; i < 4; i++) {
            byte[] piece = harness.chunk(other, "/large", "object-1", i).bytes();
            System.arraycopy(piece, 0, read, i * Chunk.SIZE, piece.length);
        }
        assertThat(read).isEqualTo(body);
        assertThat(harness.chunk(other, "/large", "object-1", 4).bytes()).isEmpty();
    }

    @Test
    void doesNotTakeABodyOfWhichAChunkIsMissing() {
        byte[] body = new byte[2 * Chunk.SIZE];
        harness.bring(one, "object-2", Arrays.copyOf(body, Chunk.SIZE));

        assertThat(harness.fill(one, large("/half", head("max-age=60"), "object-2", body.length)))
                .isFalse();
        assertThat(harness.look("/half").kind()).isEqualTo(Kind.ALONE);
    }

    @Test
    void putsAValidatedHeadInThePlaceOfAnOldOne() {
        byte[] body = new byte[2 * Chunk.SIZE];
        harness.bring(one, "object-3", body);
        harness.fill(one, large("/again", head("max-age=1"), "object-3", body.length));
        byte[] validated = head("max-age=100");

        assertThat(harness.fill(other, large("/again", validated, "object-3", body.length)))
                .isTrue();

        assertThat(await(harness.ask(other, "/again", 0)).head()).isEqualTo(validated);
        assertThat(harness.chunk(other, "/again", "object-3", 1).bytes()).hasSize(Chunk.SIZE);
    }

    @Test
    void keepsALaterAnswerWhenAnEarlierOneComesLate() {
        long now = System.currentTimeMillis();
        harness.fill(one, small("/late", head(now, HeaderList.EMPTY, "max-age=60"), "new"));

        harness.fill(one, small("/late", head(now - 5000, HeaderList.EMPTY, "max-age=60"), "old"));

        assertThat(body(harness.look("/late"))).isEqualTo("new");
    }

    @Test
    void givesStaleAnswersForAsLongAsTheyAreKept() {
        long now = System.currentTimeMillis();
        byte[] stale = head(now - 5_000, HeaderList.EMPTY, "max-age=1");
        byte[] inWindow = head(now - 60_000, HeaderList.EMPTY, "max-age=1, stale-while-revalidate=90");
        byte[] gone = head(now - 60_000, HeaderList.EMPTY, "max-age=1");

        assertThat(harness.fill(one, small("/stale", stale, "x"))).isTrue();
        assertThat(harness.fill(one, small("/window", inWindow, "x"))).isTrue();
        assertThat(harness.fill(one, small("/gone", gone, "x"))).isFalse();

        assertThat(await(harness.ask(other, "/stale", 0)).head()).isEqualTo(stale);
        assertThat(await(harness.ask(other, "/window", 0)).head()).isEqualTo(inWindow);
        assertThat(await(harness.ask(other, "/gone", 0)).kind()).isEqualTo(Kind.ALONE);
    }

    @Test
    void refusesWhatIsNoResponse() {
        byte[] head = head("max-age=60");
        CacheFill wrongLength = new CacheFill(SharedHarness.key("/x"), head, text("abc"), "", 4, "", 0);
        CacheFill badName = large("/x", head, "a:b", 10);
        byte[] damaged = head.clone();
        damaged[damaged.length / 2] ^= 1;

        assertThat(harness.fill(one, wrongLength)).isFalse();
        assertThat(harness.fill(one, badName)).isFalse();
        assertThat(harness.fill(one, small("/x", damaged, "abc"))).isFalse();
        assertThat(await(harness.put(one, new Chunk("a:b", 0, text("x")))).kept())
                .isFalse();
        assertThat(await(harness.put(one, new Chunk("a", 1 << 20, text("x")))).kept())
                .isFalse();
        assertThat(harness.chunk(other, "/x", "../a", 0).bytes()).isEmpty();
        assertThat(harness.look("/x").kind()).isEqualTo(Kind.ALONE);
    }

    @Test
    void saysHowTheTierIsDoing() throws Exception {
        harness.fill(one, small("/a", head("max-age=60"), "hello"));
        await(harness.ask(one, "/a", 0));
        await(harness.ask(one, "/b", 0));
        Eventually.until("it is announced", () -> harness.figure("sharedMisses") == 1);

        JsonObject shared = get("/v1/cache/stats").getJsonObject("shared");

        assertThat(shared.getBoolean("on")).isTrue();
        assertThat(shared.getJsonArray("instances")).hasSize(2);
        JsonObject total = shared.getJsonObject("total");
        assertThat(total.getLong("fills")).isEqualTo(1);
        assertThat(total.getLong("hits")).isEqualTo(1);
        assertThat(total.getLong("misses")).isEqualTo(1);
        assertThat(total.getLong("bytes")).isPositive();
    }

    private JsonObject get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + harness.api() + path))
                .build();
        return new JsonObject(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String body(CacheAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
