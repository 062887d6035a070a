package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
    @Test
    void takesNoMoreThanTheListenerMayHave() {
        Door door = new Door(2);
        assertThat(door.enter(MemoryLevel.PLENTY, 1, false)).isEqualTo(Verdict.ADMITTED);
        assertThat(door.enter(MemoryLevel.PLENTY, 1, false)).isEqualTo(Verdict.ADMITTED);
        assertThat(door.enter(MemoryLevel.PLENTY, 1, false)).isEqualTo(Verdict.LISTENER);
        door.leave();
        assertThat(door.enter(MemoryLevel.PLENTY, 1, false)).isEqualTo(Verdict.ADMITTED);
        assertThat(door.open()).isEqualTo(2);
    }

    @Test
    void takesAnyNumberWhereNoneIsSaid() {
        Door door = new Door(0);
        for (int i = 0; i < 100_000; i++) {
            assertThat(door.enter(MemoryLevel.SAVING, 1, false)).isEqualTo(Verdict.ADMITTED);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.5, 0.9, 0.99})
    void takesAPartEvenlySpread(double part) {
        Door door = new Door(0);
        int taken = 0;
        for (int i = 1; i <= 1000; i++) {
            taken += door.enter(MemoryLevel.PLENTY, part, false) == Verdict.ADMITTED ? 1 : 0;
            assertThat(taken).isBetween((int) (i * part), (int) (i * part) + 2);
        }
    }

    @Test
    void takesNothingWhereMemoryIsShort() {
        assertThat(new Door(0).enter(MemoryLevel.NO_CONNECTIONS, 1, false)).isEqualTo(Verdict.MEMORY);
        assertThat(new Door(0).enter(MemoryLevel.NO_REQUESTS, 1, false)).isEqualTo(Verdict.MEMORY);
    }

    @Test
    void nobodyComesInWhoHasHadItsShare() {
        Door door = new Door(2);
        assertThat(door.enter(MemoryLevel.PLENTY, 1, true)).isEqualTo(Verdict.SHARE);
        assertThat(door.open()).isZero();
    }
}
