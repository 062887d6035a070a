package io.sallyport.cache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.HeuristicRules;
import io.sallyport.cache.engine.stored.StoredHead;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StaleUseTest {
    private static final CacheRules LENIENT =
            new CacheRules(true, true, HeuristicRules.USUAL, new StaleRules(20, 20), List.of());

    @ParameterizedTest(name = "[{0}] on [{1}] after {2} s: {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | max-age=60, stale-if-error=10 | 60 | true | RFC 5861 section 4",
                "'' | max-age=60, stale-if-error=10 | 69 | true | within the window",
                "'' | max-age=60, stale-if-error=10 | 70 | false | its end",
                "'' | max-age=60 | 79 | true | as the rules have it",
                "'' | max-age=60 | 80 | false | as the rules have it",
                "'' | max-age=60, stale-if-error=0 | 60 | false | the response knows better",
                "'' | max-age=60, stale-if-error=x | 60 | false | no number: not at all",
                "'' | max-age=60, must-revalidate, stale-if-error=10 | 60 | false | RFC 9111 section 5.2.2.2",
                "'' | max-age=60, proxy-revalidate, stale-if-error=10 | 60 | false | section 5.2.2.8",
                "'' | max-age=60, no-cache, stale-if-error=10 | 60 | false | section 5.2.2.4",
                "'' | s-maxage=60, stale-if-error=10 | 60 | false | section 5.2.2.10",
                "Cache-Control: no-cache | max-age=60, stale-if-error=10 | 60 | false | the client insists",
                "Cache-Control: max-age=0 | max-age=60, stale-if-error=10 | 60 | false | the client insists",
                "Cache-Control: foo | max-age=60, stale-if-error=10 | 60 | true | it does not",
            })
    void knowsWhenAnErrorIsWorse(String request, String control, long age, boolean expected, String why) {
        StoredHead head = Messages.stored("", 200, "ETag: \"a\" ~ Cache-Control: " + control)
                .head();

        assertThat(StaleUse.onError(Messages.get(request), head, age, LENIENT))
                .as(why)
                .isEqualTo(expected);
    }
}
