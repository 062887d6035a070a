package io.sallyport.kit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HearingTest {
    private static final long SECOND = 1_000_000_000L;

    private final Hearing hearing = new Hearing("us");

    @BeforeEach
    void twoOthersAreThere() {
        hearing.members(Set.of("us", "a", "b"), 0);
    }

    private void talk(String member, long from, long to, List<String> heard) {
        for (long at = from; at <= to; at++) {
            hearing.heard(member, heard, at * SECOND);
        }
    }

    @Test
    void findsNothingWhileEverybodyTalks() {
        talk("a", 1, 20, List.of("us"));
        talk("b", 1, 20, List.of("us", "a"));

        assertThat(hearing.judge(20 * SECOND)).isEqualTo(Hearing.Verdict.WELL);
        assertThat(hearing.audible(20 * SECOND)).isEqualTo(2);
        assertThat(hearing.recent(20 * SECOND)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void passesOverWhoIsSilentAndMissesItLater() {
        talk("a", 1, 20, List.of("us"));
        talk("b", 1, 12, List.of("us"));

        assertThat(hearing.judge(15 * SECOND).silent()).isEmpty();
        assertThat(hearing.judge(16 * SECOND).silent()).containsExactly("b");
        assertThat(hearing.judge(16 * SECOND).lost()).isEmpty();
        assertThat(hearing.judge(21 * SECOND).lost()).containsExactly("b");
        assertThat(hearing.recent(20 * SECOND)).containsExactly("a");
    }

    @Test
    void noticesThatItIsNotHeardItself() {
        talk("a", 1, 20, List.of("us"));
        talk("b", 1, 5, List.of("us"));
        talk("b", 6, 20, List.of("a"));

        Hearing.Verdict verdict = hearing.judge(20 * SECOND);

        assertThat(verdict.silent()).isEmpty();
        assertThat(verdict.lost()).containsExactly("b");
    }

    @Test
    void givesWhoJustCameTheTimeToSpeak() {
        talk("a", 1, 20, List.of("us"));
        talk("b", 1, 20, List.of("us"));
        hearing.members(Set.of("us", "a", "b", "c"), 18 * SECOND);

        assertThat(hearing.judge(20 * SECOND)).isEqualTo(Hearing.Verdict.WELL);
        assertThat(hearing.recent(20 * SECOND)).doesNotContain("c");
        assertThat(hearing.judge(27 * SECOND).lost()).contains("c");
    }

    @Test
    void forgetsWhoLeftAndDoesNotListenToStrangers() {
        talk("a", 1, 2, List.of("us"));
        hearing.members(Set.of("us", "b"), 3 * SECOND);
        hearing.heard("stranger", List.of("us"), 3 * SECOND);

        assertThat(hearing.recent(3 * SECOND)).isEmpty();
        assertThat(hearing.judge(60 * SECOND).lost()).containsExactly("b");
    }

    @Test
    void blamesNobodyForAPauseOfItsOwn() {
        talk("a", 1, 5, List.of("us"));
        talk("b", 1, 5, List.of("us"));

        hearing.awoke(60 * SECOND);

        assertThat(hearing.judge(61 * SECOND)).isEqualTo(Hearing.Verdict.WELL);
    }
}
