package io.sallyport.logs.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerRoomTest {
    private final AnswerRoom room = new AnswerRoom();

    @Test
    void boundsAnswersThatHoldAPageAndNoOthers() {
        for (int i = 0; i < AnswerRoom.LARGE; i++) {
            assertThat(room.enter(501, false)).isTrue();
        }

        assertThat(room.enter(501, false)).isFalse();
        assertThat(room.enter(500, false)).isTrue();
        assertThat(room.enter(4000, true)).as("other collectors").isTrue();
        room.leave(500, false);
        assertThat(room.enter(501, false)).isFalse();
        room.leave(501, false);
        assertThat(room.enter(10_000, false)).isTrue();
    }

    @Test
    void boundsTheLongOnesAndThoseOfOtherCollectors() {
        for (int i = 0; i < AnswerRoom.LONG; i++) {
            assertThat(room.enter(10_001, i % 2 == 0)).isTrue();
        }

        assertThat(room.enter(10_001, true)).isFalse();
        assertThat(room.enter(10_001, false)).isFalse();
        for (int i = AnswerRoom.LONG / 2; i < AnswerRoom.INNER; i++) {
            assertThat(room.enter(4000, true)).isTrue();
        }
        assertThat(room.enter(4000, true))
                .as("the same place for whoever asks as they do")
                .isFalse();
        room.leave(10_001, false);
        assertThat(room.enter(10_001, false)).isTrue();
    }
}
