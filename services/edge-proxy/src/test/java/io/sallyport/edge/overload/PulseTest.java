package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTest {
    private static final long TARGET = 100;

    @Test
    void aCrowdBehindALoopThatIsBehindIsPartOfItsQueue() {
        assertThat(new Pulse(40, 60, 30, 0.4).queueNanos(TARGET)).isEqualTo(90);
        assertThat(new Pulse(0, 20, 20, 0.8).queueNanos(TARGET)).isEqualTo(100);
        assertThat(new Pulse(0, 20, 20, 1).queueNanos(TARGET)).isGreaterThan(TARGET);
    }

    @Test
    void aCrowdThatWaitsForASlowServerIsNot() {
        assertThat(new Pulse(5, 25, 10, 1).queueNanos(TARGET)).isEqualTo(5);
    }

    @Test
    void withoutACrowdItIsTheLoopsWait() {
        assertThat(new Pulse(300, 320, 320, 0).queueNanos(TARGET)).isEqualTo(300);
    }
}
