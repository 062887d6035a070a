package io.sallyport.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointHealth.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeStateTest {
    private static final int RISE = 2;
    private static final int FALL = 3;
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    /** Letters are results (s success, f failure), the expectation is the state after each. */
    @ParameterizedTest
    @CsvSource({
        "s,          U",
        "ss,         UH",
        "f,          U",
        "fff,        UUX",
        "ffsff,      UUUUU",
        "sfs,        UUU",
        "ssffs,      UHHHH",
        "ssfff,      UHHHX",
        "ssffsfff,   UHHHHHHX",
        "fffs,       UUXX",
        "fffss,      UUXXH",
        "fffsfss,    UUXXXXH",
        "ssssssssf,  UHHHHHHHH",
    })
    void changesSidesOnlyAtTheThreshold(String results, String expected) {
        ProbeState state = ProbeState.unknown(START);
        StringBuilder states = new StringBuilder();

        for (char result : results.toCharArray()) {
            state = state.after(result == 's', RISE, FALL, START);
            states.append(letter(state.state()));
        }

        assertThat(states).hasToString(expected);
    }

    @Test
    void remembersSinceWhenItStandsThere() {
        ProbeState state = ProbeState.unknown(START);

        state = state.after(true, 1, 1, START.plusSeconds(1));
        state = state.after(true, 1, 1, START.plusSeconds(2));
        assertThat(state.since()).isEqualTo(START.plusSeconds(1));

        state = state.after(false, 1, 1, START.plusSeconds(3));
        assertThat(state.since()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void whatWasTakenOverNeedsTheWholeThreshold() {
        ProbeState state = ProbeState.of(State.HEALTHY, START);

        state = state.after(false, RISE, FALL, START).after(false, RISE, FALL, START);
        assertThat(state.state()).isEqualTo(State.HEALTHY);
        assertThat(state.after(false, RISE, FALL, START).state()).isEqualTo(State.UNHEALTHY);
    }

    private static char letter(State state) {
        return switch (state) {
            case UNKNOWN -> 'U';
            case HEALTHY -> 'H';
            case UNHEALTHY -> 'X';
        };
    }
}
