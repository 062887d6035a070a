package io.sallyport.routing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.CacheRuleDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.StaleDocument;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleCachesTest {
    private static final StaleDocument STALE = new StaleDocument(Duration.ofSeconds(5), Duration.ofSeconds(60));

    private static List<Problem> warnings(CacheRuleDocument cache) {
        return IdleCaches.in(List.of(new RouteDocument(
                "r", 0, null, "c", null, null, null, null, null, null, cache, null, null, null, null, null, null,
                null)));
    }

    private static CacheRuleDocument stale(boolean enabled) {
        return new CacheRuleDocument(enabled, null, STALE, null, false, null, null, null, null, null);
    }

    @Test
    void findsRulesOfACacheThatIsOff() {
        assertThat(warnings(stale(false)))
                .singleElement()
                .extracting(Problem::path)
                .isEqualTo("routes[0].cache");
    }

    @Test
    void leavesAloneWhatIsOnOrSaysNothing() {
        assertThat(warnings(stale(true))).isEmpty();
        assertThat(warnings(new CacheRuleDocument(false))).isEmpty();
        assertThat(warnings(null)).isEmpty();
    }
}
