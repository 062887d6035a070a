package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefusingTest {
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONG = TimeUnit.MILLISECONDS.toNanos(400);

    private final Refusing refusing = new Refusing();

    private void windows(int count, int taken, int refused) {
        for (int i = 0; i < count; i++) {
            refusing.window(taken, refused);
        }
    }

    @Test
    void connectionsRestBrieflyWhileAsManyAreServedAsRefused() {
        windows(100, 700, 700);
        assertThat(refusing.restNanos()).isEqualTo(SHORT);
        assertThat(refusing.isCostly()).isFalse();
        assertThat(refusing.isSwamped()).isFalse();
    }

    @Test
    void theyRestLongerWhenRefusingTakesAFifthOfTheWork() {
        windows(2, 100, 101);
        assertThat(refusing.restNanos()).isBetween(SHORT + 1, LONG - 1);
        assertThat(refusing.isCostly()).isTrue();
        windows(100, 100, 101);
        assertThat(refusing.restNanos()).isEqualTo(LONG);
        assertThat(refusing.isSwamped()).isFalse();
    }

    @Test
    void theyAreClosedWhenThatIsNotEnoughAndKeptAgainWhenItIs() {
        windows(1, 100, 1000);
        assertThat(refusing.isSwamped()).isFalse();
        windows(9, 100, 1000);
        assertThat(refusing.isSwamped()).isTrue();
        windows(1, 100, 200);
        assertThat(refusing.isSwamped()).isFalse();
        windows(20, 100, 0);
        assertThat(refusing.restNanos()).isEqualTo(SHORT);
        assertThat(refusing.isCostly()).isFalse();
    }
}
