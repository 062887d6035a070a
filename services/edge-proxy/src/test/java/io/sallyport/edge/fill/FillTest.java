package io.sallyport.edge.fill;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.LentBodies;
import io.sallyport.http.HeaderList;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FillTest {
    private static final int MAX = 1_000_000;

    private final LentBodies lent = new LentBodies(500_000);
    private final FillRoom room = new FillRoom(MAX, 3_000_000, lent, () -> true);
    private final Told told = new Told();

    /** What a fill has told its source and its keeper. */
    private static final class Told implements Keeper, FillSource {
        private final List<String> words = new ArrayList<>();
        private Buffer body;

        @Override
        public void givenUp() {
            words.add("given up");
        }

        @Override
        public void whole(Buffer kept) {
            words.add("whole");
            body = kept;
        }

        @Override
        public void cut() {
            words.add("cut");
        }

        @Override
        public void resume() {
            words.add("resume");
        }

        @Override
        public void stop() {
            words.add("stop");
        }

        @Override
        public void readersChanged() {
            words.add("readers");
        }
    }

    private Fill fill(long length) {
        StoredHead head = StoredHead.of(
                200, HeaderList.of("cache-control", "max-age=60"), VaryKey.NONE, new Timing(1_000, 1_000));
        Fill fill = new Fill(head, length, room, told);
        fill.from(told);
        return fill;
    }

    private static Buffer bytes(int count) {
        return Buffer.buffer("x".repeat(count));
    }

    /** All that can be read now. */
    private static String read(Cursor cursor) {
        StringBuilder text = new StringBuilder();
        for (Buffer piece = cursor.next(); piece != null; piece = cursor.next()) {
            text.append(piece);
        }
        return text.toString();
    }

    @Test
    void everyReaderGetsEverythingAtItsOwnPace() {
        Fill fill = fill(9);
        AtomicInteger woken = new AtomicInteger();
        Cursor early = fill.open(woken::incrementAndGet);

        assertThat(read(early)).isEmpty();
        fill.add(Buffer.buffer("abc"));
        assertThat(woken).hasValue(1);
        assertThat(read(early)).isEqualTo("abc");
        fill.add(Buffer.buffer("def"));
        Cursor late = fill.open(() -> {});
        assertThat(read(late)).isEqualTo("abcdef");
        fill.end(Buffer.buffer("ghi"));

        assertThat(read(early)).isEqualTo("defghi");
        assertThat(early.isAtEnd()).isTrue();
        assertThat(read(late)).isEqualTo("ghi");
        assertThat(read(fill.open(() -> {}))).isEqualTo("abcdefghi");
        assertThat(told.body).hasToString("abcdefghi");
    }

    @Test
    void isKeptBeforeReadersLearnOfTheEnd() {
        Fill fill = fill(-1);
        Cursor cursor = fill.open(() -> told.words.add("woken"));
        cursor.next();

        fill.end(Buffer.buffer("abc"));

        assertThat(told.words).endsWith("whole", "woken");
    }

    @Test
    void anEmptyBodyIsABody() {
        Fill fill = fill(-1);

        fill.end();

        assertThat(told.body).isEqualTo(Buffer.buffer());
        assertThat(fill.open(() -> {}).isAtEnd()).isTrue();
    }

    @Test
    void holdsItsBytesAgainstTheRoomUntilTheEnd() {
        Fill fill = fill(-1);
        Cursor slow = fill.open(() -> {});

        fill.add(bytes(1000));
        assertThat(room.taken()).isGreaterThanOrEqualTo(1000);
        assertThat(room.underWay()).isEqualTo(1);
        fill.end();

        assertThat(room.taken()).isZero();
        assertThat(room.underWay()).isZero();
        assertThat(read(slow)).hasSize(1000);
    }

    @Test
    void aBodyThatIsNotAsLongAsPromisedIsCut() {
        Fill shorter = fill(6);
        Cursor cursor = shorter.open(() -> {});
        shorter.end(Buffer.buffer("abc"));

        assertThat(told.words).endsWith("cut").doesNotContain("whole");
        assertThat(cursor.next()).isNull();
        assertThat(cursor.isAtEnd()).isFalse();
        assertThat(cursor.cut()).isEqualTo(Outcome.ANSWER_INCOMPLETE);
        assertThat(room.taken()).isZero();

        Fill longer = fill(2);
        longer.end(Buffer.buffer("abc"));
        assertThat(told.body).isNull();
    }

    @Test
    void aCutReachesEveryReaderAndNobodyCanBeginAnyMore() {
        Fill fill = fill(-1);
        AtomicInteger woken = new AtomicInteger();
        Cursor hungry = fill.open(woken::incrementAndGet);
        hungry.next();

        fill.cut(Outcome.ORIGIN_TIMEOUT);
        fill.end();

        assertThat(woken).hasValue(1);
        assertThat(hungry.cut()).isEqualTo(Outcome.ORIGIN_TIMEOUT);
        assertThat(fill.open(() -> {})).isNull();
        assertThat(told.words).endsWith("cut");
    }

    @Test
    void aBodyThatOutgrowsTheLargestObjectWaitsForItsSlowestReader() {
        Fill fill = fill(-1);
        Cursor fast = fill.open(() -> {});
        Cursor slow = fill.open(() -> {});
        int size = 0;
        while (fill.add(bytes(50_000))) {
            size += 50_000;
            assertThat(size).isLessThan(MAX + 100_000);
        }
        size += 50_000;
        assertThat(told.words).contains("given up");
        assertThat(read(fast)).hasSize(size);
        assertThat(told.words).doesNotContain("resume");
        assertThat(fill.open(() -> {})).isNull();

        assertThat(read(slow)).hasSize(size);
        assertThat(told.words).endsWith("resume");
        assertThat(room.taken()).isZero();

        fill.end(Buffer.buffer("end"));
        assertThat(read(slow)).isEqualTo("end");
        assertThat(slow.isAtEnd()).isTrue();
        assertThat(told.body).isNull();
        assertThat(told.words).contains("whole");
    }

    @Test
    void whatIsHeldForASlowReaderCountsUntilItHasReadIt() {
        Fill fill = fill(-1);
        Cursor slow = fill.open(() -> {});
        while (fill.add(bytes(50_000))) {
            // until it is too large
        }
        assertThat(room.taken()).isGreaterThan(MAX / 2);
        slow.close();

        assertThat(room.taken()).isZero();
        assertThat(told.words).endsWith("stop", "resume");
    }

    @Test
    void allFillsTogetherAreBounded() {
        FillRoom narrow = new FillRoom(MAX, MAX, lent, () -> true);
        Fill first = new Fill(fill(-1).head(), -1, narrow, told);
        Fill second = new Fill(first.head(), -1, narrow, new Told());
        first.from(told);
        second.from(new Told());
        Cursor reader = second.open(() -> {});

        first.add(bytes(800_000));
        assertThat(second.add(bytes(300_000))).isFalse();
        assertThat(second.open(() -> {})).isNull();
        assertThat(read(reader)).hasSize(300_000);

        first.cut(Outcome.CLIENT_GONE);
        second.cut(Outcome.CLIENT_GONE);
        assertThat(narrow.taken()).isZero();
    }

    @Test
    void tellsItsSourceWhetherAnybodyReads() {
        Fill fill = fill(-1);
        Cursor one = fill.open(() -> {});
        assertThat(fill.isRead()).isTrue();
        Cursor two = fill.open(() -> {});
        one.close();
        one.close();
        two.close();

        assertThat(fill.isRead()).isFalse();
        assertThat(told.words).containsExactly("readers", "readers");
        fill.end(Buffer.buffer("kept all the same"));
        assertThat(told.body).hasToString("kept all the same");
    }

    @Test
    void whatASlowReaderKeepsOfAWholeBodyCountsUntilItIsDone() {
        Fill first = fill(-1);
        Cursor slow = first.open(() -> {});
        Cursor quick = first.open(() -> {});
        first.add(bytes(600_000));
        first.end();
        quick.close();
        assertThat(lent.taken()).isEqualTo(600_000);

        Fill large = fill(-1);
        Cursor other = large.open(() -> {});
        large.add(bytes(300_000));
        assertThat(large.open(() -> {})).as("a large one is not kept").isNull();
        other.close();
        Fill small = fill(-1);
        small.add(bytes(200_000));
        assertThat(small.open(() -> {})).as("a small one is").isNotNull();

        slow.close();
        assertThat(lent.taken()).isZero();
    }

    @Test
    void whatIsReadAfterTheEndCountsOnce() {
        Fill fill = fill(-1);
        fill.add(bytes(600_000));
        fill.end();
        assertThat(lent.taken()).isZero();

        Cursor one = fill.open(() -> {});
        Cursor two = fill.open(() -> {});
        one.close();
        assertThat(lent.taken()).isEqualTo(600_000);
        two.close();
        assertThat(lent.taken()).isZero();
    }
}
