package io.sallyport.cache.engine.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.DeltaSeconds;
import org.junit.jupiter.api.Test;

/** Clocks that differ, or have jumped. */
final class ResponseAgeTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final ResponseAge AGE = new ResponseAge(NOW, 5_000);

    @Test
    void whatCameALittleLaterThanNowIsAsOldAsItWasThen() {
        assertThat(AGE.seconds(NOW - 1_000)).isEqualTo(5);
    }

    @Test
    void whatCameLaterThanThatIsOlderThanAnything() {
        assertThat(AGE.seconds(NOW - 1_001)).isEqualTo(DeltaSeconds.MAX);
        assertThat(AGE.seconds(0)).isEqualTo(DeltaSeconds.MAX);
        assertThat(AGE.seconds(Long.MIN_VALUE / 2)).isEqualTo(DeltaSeconds.MAX);
    }
}
