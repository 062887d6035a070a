package io.sallyport.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

final class BodyCollectorTest {
    private static final int MAX = 200_000;

    private final FillBudget budget = new FillBudget(300_000);

    @Test
    void collectsABodyOfKnownLength() {
        BodyCollector collector = new BodyCollector(6, MAX, budget);

        collector.add(Buffer.buffer("abc"));
        collector.add(Buffer.buffer("def"));

        assertThat(collector.complete()).isEqualTo(Buffer.buffer("abcdef"));
        assertThat(budget.taken()).isZero();
    }

    @Test
    void collectsALargeBodyOfUnknownLength() {
        BodyCollector collector = new BodyCollector(-1, MAX, budget);
        Buffer piece = Buffer.buffer("x".repeat(10_000));
        Buffer whole = Buffer.buffer();
        for (int i = 0; i < 20; i++) {
            collector.add(piece);
            whole.appendBuffer(piece);
        }

        assertThat(budget.taken()).isEqualTo(MAX);
        assertThat(collector.complete()).isEqualTo(whole);
    }

    @Test
    void anEmptyBodyIsABody() {
        assertThat(new BodyCollector(0, MAX, budget).complete()).isEqualTo(Buffer.buffer());
        assertThat(new BodyCollector(-1, MAX, budget).complete()).isEqualTo(Buffer.buffer());
    }

    @Test
    void keepsACopyOfEachPiece() {
        BodyCollector collector = new BodyCollector(-1, MAX, budget);
        Buffer piece = Buffer.buffer("abc");

        collector.add(piece);
        piece.setByte(0, (byte) 'X');

        assertThat(collector.complete()).isEqualTo(Buffer.buffer("abc"));
    }

    @Test
    void neverOpensForAPromiseBeyondTheLargestObject() {
        BodyCollector collector = new BodyCollector(MAX + 1, MAX, budget);

        assertThat(collector.isOpen()).isFalse();
        collector.add(Buffer.buffer("abc"));
        assertThat(collector.complete()).isNull();
    }

    @Test
    void givesUpWhenTheBodyGrowsBeyondTheLargestObject() {
        BodyCollector collector = new BodyCollector(-1, 5, budget);

        collector.add(Buffer.buffer("abc"));
        collector.add(Buffer.buffer("def"));

        assertThat(collector.isOpen()).isFalse();
        assertThat(collector.complete()).isNull();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void aBodyThatWasCutIsNeverComplete() {
        BodyCollector collector = new BodyCollector(-1, MAX, budget);

        collector.add(Buffer.buffer("abc"));
        collector.cut();

        assertThat(collector.complete()).isNull();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void aBodyShorterOrLongerThanPromisedIsNeverComplete() {
        BodyCollector shorter = new BodyCollector(6, MAX, budget);
        BodyCollector longer = new BodyCollector(2, MAX, budget);

        shorter.add(Buffer.buffer("abc"));
        longer.add(Buffer.buffer("abc"));

        assertThat(shorter.complete()).isNull();
        assertThat(longer.complete()).isNull();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void allCollectorsTogetherAreBounded() {
        Buffer large = Buffer.buffer("x".repeat(180_000));
        BodyCollector first = new BodyCollector(-1, MAX, budget);
        BodyCollector second = new BodyCollector(-1, MAX, budget);
        BodyCollector third = new BodyCollector(-1, MAX, budget);

        first.add(large);
        second.add(large);
        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();

        first.cut();
        third.add(large);
        assertThat(third.complete()).isEqualTo(large);
        assertThat(budget.taken()).isZero();
    }
}
