package io.sallyport.kit.purge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LooksTest {
    private final Looks looks = new Looks(3000, 0);

    @Test
    void areCurrentForAWhile() {
        looks.begin(1000);
        looks.followed();
        assertThat(looks.isCurrent(3999)).isTrue();
        assertThat(looks.isCurrent(4000)).isFalse();
    }

    @Test
    void countAlthoughTheLogCannotBeRead() {
        looks.begin(2000);
        looks.failed();
        looks.begin(4000);
        looks.failed();
        assertThat(looks.isCurrent(6000)).isTrue();
    }

    @Test
    void doNotCountWithoutTheLogForWhoHasStoodStill() {
        looks.begin(1000);
        looks.followed();
        looks.begin(9000);
        looks.failed();
        assertThat(looks.isCurrent(9001)).isFalse();
        looks.begin(10_000);
        looks.failed();
        assertThat(looks.isCurrent(10_001)).as("nor any later one").isFalse();
        looks.begin(11_000);
        looks.followed();
        assertThat(looks.isCurrent(11_001)).isTrue();
    }
}
