package io.sallyport.edge.shared;

import static io.sallyport.edge.shared.TierBench.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.ChunkQuestion;
import io.sallyport.contract.cache.FillAnswer;
import io.sallyport.contract.cache.LeaseNote.State;
import io.sallyport.edge.cache.SharedTier.Answer;
import io.sallyport.edge.cache.SharedTier.Fill;
import io.sallyport.edge.cache.SharedTier.Lease;
import io.sallyport.edge.cache.SharedTier.Pieces;
import io.sallyport.http.HeaderList;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in both directions. */
class BusTierBodyTest {
    private static final StoredHead HEAD = head("cache-control", "max-age=60");
    private static final byte[] HEAD_BYTES = StoredHeadForm.write(HEAD);

    private TierBench bench;
    private FakeCacheService one;

    @BeforeEach
    void start() throws Exception {
        bench = new TierBench();
        one = new FakeCacheService(bench.vertx, "one");
    }

    @AfterEach
    void stop() throws Exception {
        Eventually.until("no call is left", () -> bench.tier.underWay() == 0);
        assertThat(bench.budget.taken()).as("bytes left").isZero();
        bench.close();
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        return body;
    }

    private static Chunk chunkOf(byte[] body, ChunkQuestion question) {
        int from = question.index() * Chunk.SIZE;
        return new Chunk(
                question.object(),
                question.index(),
                Arrays.copyOfRange(body, from, Math.min(body.length, from + Chunk.SIZE)));
    }

    private Fill fill(long length, Lease lease) throws Exception {
        return bench.onLoop(() -> Future.succeededFuture(bench.tier.fill(TierBench.KEY, HEAD, length, 5, lease)));
    }

    private void bring(Fill fill, byte[] body, int piece) throws Exception {
        bench.run(() -> {
            for (int at = 0; at < body.length; at += piece) {
                fill.add(Buffer.buffer(Arrays.copyOfRange(body, at, Math.min(body.length, at + piece))));
            }
            fill.complete();
        });
    }

    private Lease lease() throws Exception {
        one.answer = question -> CacheAnswer.fetch("token");
        return ((Answer.Fetch) bench.ask(true)).lease();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, CacheFill.BODY_MAX})
    void bringsASmallBodyInOneMessage(int length) throws Exception {
        byte[] body = body(length);

        bring(fill(-1, Lease.NONE), body, 1000);

        Eventually.until("brought", () -> one.fills.size() == 1);
        assertThat(one.chunks).isEmpty();
        assertThat(one.fills.get(0))
                .isEqualTo(new CacheFill(TierBench.KEY.bytes(), HEAD_BYTES, body, "", length, "", 5));
        Eventually.until("counted", () -> bench.filled("kept") == 1);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                CacheFill.BODY_MAX + 1,
                Chunk.SIZE - 1,
                Chunk.SIZE,
                Chunk.SIZE + 1,
                3 * Chunk.SIZE,
                5 * Chunk.SIZE + 17
            })
    void bringsALargeBodyInChunksAndThenItsHead(int length) throws Exception {
        byte[] body = body(length);

        bring(fill(length % 2 == 0 ? length : -1, Lease.NONE), body, 30_000);

        Eventually.until("brought", () -> one.fills.size() == 1);
        CacheFill fill = one.fills.get(0);
        assertThat(fill.length()).isEqualTo(length);
        assertThat(fill.body()).isEmpty();
        assertThat(fill.object()).matches("[A-Za-z0-9-]{1,64}");
        byte[] joined = new byte[length];
        assertThat(one.chunks).hasSize(Chunk.count(length));
        for (Chunk chunk : one.chunks) {
            assertThat(chunk.object()).isEqualTo(fill.object());
            System.arraycopy(chunk.bytes(), 0, joined, chunk.index() * Chunk.SIZE, chunk.bytes().length);
        }
        assertThat(joined).isEqualTo(body);
    }

    @Test
    void endsTheLeaseWithWhatItBrings() throws Exception {
        Lease lease = lease();

        Fill fill = fill(2, lease);
        bench.run(() -> lease.end(false));
        bring(fill, body(2), 2);

        Eventually.until("brought", () -> one.fills.size() == 1);
        assertThat(one.fills.get(0).lease()).isEqualTo("token");
        Eventually.until("ended", () -> bench.tier.leases() == 0);
        assertThat(one.notes).isEmpty();
    }

    @Test
    void renewsTheLeaseWhileTheFillIsUnderWayAndGivesItUpWhenThatIsCut() throws Exception {
        Fill fill = fill(10, lease());
        bench.run(() -> fill.add(Buffer.buffer("12345")));

        bench.skip(TierBench.LEASE_NANOS / 3);
        bench.sweep();
        Eventually.until("renewed", () -> one.notes.size() == 1);
        bench.run(fill::cut);
        bench.run(fill::complete);

        Eventually.until("given up", () -> one.notes.size() == 2);
        assertThat(one.notes).extracting("state").containsExactly(State.UNDER_WAY, State.GIVEN_UP);
        assertThat(one.fills).isEmpty();
        assertThat(bench.filled("cut")).isEqualTo(1);
    }

    @Test
    void takesABodyThatIsShorterThanPromisedForCut() throws Exception {
        bring(fill(100, lease()), body(99), 50);

        Eventually.until("given up", () -> one.notes.size() == 1);
        assertThat(one.fills).isEmpty();
    }

    @Test
    void doesNotShareWhatIsTooLarge() throws Exception {
        bring(fill((2 << 20) + 1, lease()), body(10), 10);
        Eventually.until("ended", () -> one.notes.size() == 1);
        bring(fill(-1, lease()), body((2 << 20) + 1), Chunk.SIZE);
        Eventually.until("ended", () -> one.notes.size() == 2);

        assertThat(one.notes).allMatch(note -> note.state() == State.NOT_STORED);
        assertThat(one.fills).isEmpty();
        assertThat(bench.filled("too-large")).isEqualTo(2);
    }

    @Test
    void doesNotShareWhatCredentialsSelect() throws Exception {
        Lease lease = lease();
        StoredHead personal =
                head(HeaderList.of("cookie", "sid=1"), "cache-control", "max-age=60", "vary", "accept, cookie");

        bench.run(() -> {
            Fill fill = bench.tier.fill(TierBench.KEY, personal, 2, 0, lease);
            fill.add(Buffer.buffer("hi"));
            fill.complete();
        });

        Eventually.until("ended", () -> one.notes.size() == 1);
        assertThat(one.notes.get(0).state()).isEqualTo(State.NOT_STORED);
        assertThat(one.fills).isEmpty();
        assertThat(bench.filled("personal")).isEqualTo(1);
    }

    @Test
    void dropsTheWholeWhenItFallsBehind() throws Exception {
        one.kept = brought -> null;
        Lease lease = lease();
        bench.budget.take(3 << 20);

        bring(fill(-1, lease), body(2 << 20), Chunk.SIZE);

        bench.budget.give(3 << 20);
        Eventually.until("given up", () -> one.notes.size() == 1);
        assertThat(one.chunks).hasSizeLessThanOrEqualTo(4);
        assertThat(one.fills).isEmpty();
        assertThat(bench.filled("dropped")).isEqualTo(1);
    }

    @Test
    void givesUpWhenAChunkIsNotKept() throws Exception {
        one.kept = brought -> new FillAnswer(!(brought instanceof Chunk chunk) || chunk.index() != 2);

        bring(fill(-1, lease()), body(5 * Chunk.SIZE), Chunk.SIZE);

        Eventually.until("given up", () -> one.notes.size() == 1);
        assertThat(one.fills).isEmpty();
        assertThat(bench.filled("refused")).isEqualTo(1);
    }

    @Test
    void givesUpWhenTheServiceIsSilent() throws Exception {
        one.kept = brought -> null;

        bring(fill(2, lease()), body(2), 2);

        Eventually.until("given up", () -> bench.filled("failed") == 1);
        Eventually.until("told", () -> one.notes.size() == 1);
        assertThat(bench.tier.leases()).isZero();
    }

    @Test
    void readsALargeBodyPieceByPieceAndNoFasterThanTheReader() throws Exception {
        byte[] body = body(6 * Chunk.SIZE + 5);
        one.answer = question -> CacheAnswer.foundLarge(HEAD_BYTES, "object", body.length, 3);
        one.chunk = question -> chunkOf(body, question);

        Answer.FoundLarge found = (Answer.FoundLarge) bench.ask(true);
        assertThat(found.length()).isEqualTo(body.length);
        assertThat(found.mark()).isEqualTo(3);
        Buffer read = Buffer.buffer();
        for (int i = 0; i < 7; i++) {
            assertThat(one.chunkQuestions).hasSizeLessThanOrEqualTo(i + BusPieces.AHEAD);
            read.appendBuffer(bench.onLoop(found.body()::next));
        }

        assertThat(bench.onLoop(found.body()::next).length()).isZero();
        assertThat(read.getBytes()).isEqualTo(body);
        assertThat(one.chunkQuestions.get(0).key()).isEqualTo(TierBench.KEY.bytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, (2 << 20) + 1, Long.MAX_VALUE})
    void doesNotBelieveALengthThatCannotBe(long length) throws Exception {
        one.answer = question -> CacheAnswer.foundLarge(HEAD_BYTES, "object", length, 0);

        assertThat(bench.ask(true)).isInstanceOf(Answer.Alone.class);
        assertThat(bench.asked("damaged")).isEqualTo(1);
    }

    @Test
    void failsTheReaderWhenAPieceIsDamaged() throws Exception {
        byte[] body = body(6 * Chunk.SIZE);
        one.answer = question -> CacheAnswer.foundLarge(HEAD_BYTES, "object", body.length, 0);
        one.chunk = question -> question.index() == 1
                ? new Chunk(question.object(), 1, new byte[Chunk.SIZE - 1])
                : chunkOf(body, question);

        Pieces pieces = ((Answer.FoundLarge) bench.ask(true)).body();
        bench.onLoop(pieces::next);

        Future<Buffer> second = bench.begin(pieces::next);
        Eventually.until("failed", second::failed);
        assertThat(bench.figure("sallyport_cache_shared_pieces_lost_total")).isEqualTo(1);
        assertThat(bench.begin(pieces::next)
                        .transform(failed -> Future.succeededFuture(failed.failed()))
                        .await(10, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void getsAPieceFromAnotherInstanceWhenTheFirstHasDied() throws Exception {
        FakeCacheService two = new FakeCacheService(bench.vertx, "two");
        bench.ready = List.of("one", "two");
        bench.sweep();
        byte[] body = body(6 * Chunk.SIZE);
        for (FakeCacheService each : List.of(one, two)) {
            each.answer = question -> CacheAnswer.foundLarge(HEAD_BYTES, "object", body.length, 0);
            each.chunk = question -> chunkOf(body, question);
        }
        Pieces pieces = ((Answer.FoundLarge) bench.ask(true)).body();
        Buffer read = bench.onLoop(pieces::next);
        (one.questions.isEmpty() ? two : one).die();

        for (int i = 1; i < 6; i++) {
            read.appendBuffer(bench.onLoop(pieces::next));
        }

        assertThat(read.getBytes()).isEqualTo(body);
        bench.run(pieces::close);
    }

    @Test
    void givesTheRoomBackWhenTheReaderGoes() throws Exception {
        byte[] body = body(6 * Chunk.SIZE);
        one.answer = question -> CacheAnswer.foundLarge(HEAD_BYTES, "object", body.length, 0);
        one.chunk = question -> chunkOf(body, question);
        Pieces pieces = ((Answer.FoundLarge) bench.ask(true)).body();
        bench.onLoop(pieces::next);
        assertThat(bench.budget.taken()).isPositive();

        bench.run(pieces::close);
        bench.run(pieces::close);

        assertThat(bench.budget.taken()).isZero();
    }

    @Test
    void goesOnAloneWhenThereIsNoRoom() throws Exception {
        one.answer = question -> CacheAnswer.foundLarge(HEAD_BYTES, "object", 6 * Chunk.SIZE, 0);
        bench.budget.take(4 << 20);

        assertThat(bench.ask(true)).isInstanceOf(Answer.Alone.class);

        bench.budget.give(4 << 20);
        assertThat(bench.asked("not-asked")).isEqualTo(1);
    }
}
