package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoolCrowdTest {
    private final PoolCrowd crowd = new PoolCrowd();

    @Test
    void tellsTheFullestRoomSinceItWasAskedLast() {
        crowd.note(10, 1000);
        crowd.note(5, 10);
        crowd.note(11, 1000);
        assertThat(crowd.take()).isEqualTo(0.5);
        assertThat(crowd.take()).isZero();
    }

    @Test
    void nobodyWaitsWhereNobodyMay() {
        crowd.note(0, 0);
        assertThat(crowd.take()).isZero();
    }
}
