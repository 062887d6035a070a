package io.sallyport.logs.canary;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.canary.CanaryFigures;
import io.sallyport.contract.canary.SideFigures;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CanaryBookTest {
    private final ManualClock clock = ManualClock.standing();
    private final CanaryBook book = new CanaryBook(clock);

    private void take(String track, int status) {
        book.take(List.of(record().track(track).status(status).took(20_000).kept()));
    }

    private CanaryFigures last(int seconds) {
        return book.figures("shop", seconds * 1000L);
    }

    @Test
    void tellsTheSidesApart() {
        take("canary", 200);
        take("canary", 503);
        take("stable", 200);

        CanaryFigures figures = last(10);
        assertThat(figures.canary().count()).isEqualTo(2);
        assertThat(figures.canary().errors()).isEqualTo(1);
        assertThat(figures.stable().count()).isEqualTo(1);
        assertThat(figures.canary().percentileMicros(50)).isBetween(20_000.0, 22_000.0);
        assertThat(book.figures("other", 10_000).canary()).isEqualTo(SideFigures.NONE);
    }

    @Test
    void leavesOutWhatSaysNothingOfAVersion() {
        take("", 500);
        take("canary-asked", 500);
        take("stable-asked", 500);
        take("shadow", 500);
        KeptRecord hit = record().track("canary").outcome(Outcome.CACHE_HIT).kept();
        book.take(List.of(hit));

        assertThat(last(10)).isEqualTo(CanaryFigures.none("shop"));
    }

    @Test
    void countsFromAnyTimeOnAndNothingBefore() {
        for (int second = 0; second < 20_000; second++) {
            take("canary", second < 10_000 ? 500 : 200);
            clock.advance(Duration.ofSeconds(1));
        }
        for (int age : new int[] {5, 59, 100, 500, 1_000, 3_000, 9_000}) {
            SideFigures figures = last(age).canary();
            assertThat(figures.errors()).as("age " + age).isZero();
            assertThat(figures.count()).as("age " + age).isBetween((long) (age * 0.85) - 1, (long) age);
        }
        assertThat(last(20_000).canary().errors()).isEqualTo(10_000);
    }

    @Test
    void hasRoomForABoundedNumberOfRoutesAndForgetsQuietOnes() {
        for (int i = 0; i < 100; i++) {
            book.take(List.of(record().track("canary").route("r" + i).kept()));
        }
        assertThat(book.figures("r63", 10_000).canary().count()).isEqualTo(1);
        assertThat(book.figures("r64", 10_000).canary().count()).isZero();

        clock.advance(Duration.ofHours(2));
        book.take(List.of(record().track("canary").route("r64").kept()));
        assertThat(book.figures("r64", 10_000).canary().count()).isEqualTo(1);
    }
}
