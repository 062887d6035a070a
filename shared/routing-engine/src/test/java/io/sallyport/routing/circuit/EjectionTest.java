package io.sallyport.routing.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.routing.circuit.CircuitState.Phase;
import io.sallyport.routing.circuit.Ejection.Change;
import io.sallyport.routing.circuit.Ejection.Step;
import io.sallyport.routing.engine.EjectionRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EjectionTest {
    private static final long SECOND = 1_000_000_000L;
    /** Three in a row; no share; 10 s, doubling to 60 s. */
    private static final EjectionRules ROW = new EjectionRules(3, 2, 1, 10 * SECOND, 10 * SECOND, 60 * SECOND, 0.5);
    /** Half of at least ten within 10 s; not by row. */
    private static final EjectionRules SHARE =
            new EjectionRules(0, 0.5, 10, 10 * SECOND, 10 * SECOND, 60 * SECOND, 0.5);

    /**
     * What happens to an endpoint, a letter a second: g and b are requests that end well and badly, B is a bad one while
     * too many others are out, t begins a trial, G and F end it, A abandons it, - is a second without anything.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "bb, IN, NONE",
        "bbb, OUT, EJECTED_BY_ROW",
        "bbgbb, IN, NONE",
        "bbgbbb, OUT, EJECTED_BY_ROW",
        "bbB, IN, SPARED",
        "bbBb, OUT, EJECTED_BY_ROW",
        "bbbg, OUT, NONE",
        "bbbt, TRIAL, NONE",
        "bbbtG, IN, READMITTED",
        "bbbtF, OUT, EJECTED_BY_TRIAL",
        "bbbtA, OUT, NONE",
        "bbbtAtG, IN, READMITTED",
        "bbbtg, TRIAL, NONE",
        "bbbtb, TRIAL, NONE",
        "bbbtGbb, IN, NONE",
        "bbbtGbbb, OUT, EJECTED_BY_ROW",
        "G, IN, NONE",
        "F, IN, NONE",
    })
    void byRow(String events, Phase phase, Change last) {
        Step step = play(events, ROW);

        assertThat(step.state().phase()).isEqualTo(phase);
        assertThat(step.change()).isEqualTo(last);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "gggggbbbb, IN, NONE",
        "gggggbbbbb, OUT, EJECTED_BY_SHARE",
        "bbbbbggggg, IN, NONE",
        "ggggggbbbbb, IN, NONE",
        "ggggg-----bbbbb, IN, NONE",
    })
    void byShare(String events, Phase phase, Change last) {
        Step step = play(events, SHARE);

        assertThat(step.state().phase()).isEqualTo(phase);
        assertThat(step.change()).isEqualTo(last);
    }

    @ParameterizedTest(name = "ejection {0} lasts {1} s")
    @CsvSource({"1, 10", "2, 20", "3, 40", "4, 60", "5, 60", "100, 60"})
    void timesOutDoubleUpToTheLongest(int ejection, int seconds) {
        assertThat(Ejection.timeOutNanos(ROW, ejection)).isEqualTo(seconds * SECOND);
    }

    @Test
    void aTrialIsDueWhenTheTimeOutIsOverAndNotBefore() {
        CircuitState out = play("bbb", ROW).state();

        assertThat(out.isDue(2 * SECOND + 10 * SECOND - 1)).isFalse();
        assertThat(out.isDue(2 * SECOND + 10 * SECOND)).isTrue();
        assertThat(Ejection.onTrial(out, 12 * SECOND).isDue(99 * SECOND)).isFalse();
    }

    @Test
    void aFailedTrialCostsMoreAndALongGoodTimeForgives() {
        CircuitState again = play("bbbtF", ROW).state();
        assertThat(again.ejections()).isEqualTo(2);
        assertThat(again.untilNanos() - again.sinceNanos()).isEqualTo(20 * SECOND);

        CircuitState soon = play("bbbtG" + "-".repeat(50) + "bbb", ROW).state();
        assertThat(soon.ejections()).isEqualTo(2);

        CircuitState late = play("bbbtG" + "-".repeat(60) + "bbb", ROW).state();
        assertThat(late.ejections()).isEqualTo(1);
    }

    @Test
    void successesToldLateCountForTheShareAndNotForTheRow() {
        Step step = Ejection.failed(CircuitState.FRESH, SHARE, 99, true, 0);
        assertThat(step.state().window().requests()).isEqualTo(100);
        assertThat(step.state().window().failures()).isEqualTo(1);

        Step row = Ejection.failed(play("bb", ROW).state(), ROW, 7, true, 2 * SECOND);
        assertThat(row.change()).isEqualTo(Change.EJECTED_BY_ROW);
    }

    @ParameterizedTest(name = "{1} of {0}: {2}")
    @CsvSource({"1, 0.5, 0", "2, 0.5, 1", "3, 0.1, 1", "3, 0.5, 1", "4, 0.5, 2", "3, 1, 3", "1, 1, 1", "3, 0, 0"})
    void capsHowManyAreOut(int endpoints, double share, int most) {
        EjectionRules rules = new EjectionRules(1, 2, 1, SECOND, SECOND, SECOND, share);

        assertThat(rules.mostEjected(endpoints)).isEqualTo(most);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "FORWARDED, 200, GOOD",
        "FORWARDED, 404, GOOD",
        "FORWARDED, 500, BAD",
        "FORWARDED, 503, BAD",
        "CACHE_HIT, 304, GOOD",
        "CONNECT_REFUSED, 0, BAD",
        "CONNECT_TIMEOUT, 0, BAD",
        "TLS_FAILED, 0, BAD",
        "ORIGIN_CLOSED, 0, BAD",
        "ORIGIN_TIMEOUT, 0, BAD",
        "ORIGIN_TIMEOUT, 200, BAD",
        "ORIGIN_BROKE_PROTOCOL, 0, BAD",
        "ANSWER_INCOMPLETE, 200, BAD",
        "CLIENT_GONE, 0, NONE",
        "CLIENT_GONE, 200, NONE",
        "OVERLOADED, 0, NONE",
        "REQUEST_TIMEOUT, 0, NONE",
    })
    void judges(Outcome outcome, int status, Verdict verdict) {
        assertThat(Verdict.of(outcome, status)).isEqualTo(verdict);
    }

    private static Step play(String events, EjectionRules rules) {
        Step step = new Step(CircuitState.FRESH, Change.NONE);
        for (int i = 0; i < events.length(); i++) {
            step = after(step.state(), events.charAt(i), rules, i * SECOND);
        }
        return step;
    }

    private static Step after(CircuitState state, char event, EjectionRules rules, long now) {
        return switch (event) {
            case 'g' -> Ejection.succeeded(state, rules, 1, now);
            case 'b' -> Ejection.failed(state, rules, 0, true, now);
            case 'B' -> Ejection.failed(state, rules, 0, false, now);
            case 't' -> new Step(Ejection.onTrial(state, now), Change.NONE);
            case 'G' -> Ejection.trialSucceeded(state, now);
            case 'F' -> Ejection.trialFailed(state, rules, now);
            case 'A' -> new Step(Ejection.trialAbandoned(state), Change.NONE);
            default -> new Step(state, Change.NONE);
        };
    }
}
