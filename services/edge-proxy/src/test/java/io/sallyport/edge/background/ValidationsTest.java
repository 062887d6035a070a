package io.sallyport.edge.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.contract.Outcome;
import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderList;
import io.sallyport.kit.api.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationsTest {
    private final Metrics metrics = new Metrics();
    private final Validations validations = new Validations(metrics);

    private static CacheKey key(int number) {
        return CacheKey.parse("http://shop.example/" + number, "web");
    }

    private static VaryKey language(String value) {
        return VaryKey.of(FieldNames.parse(List.of("Accept-Language")), HeaderList.of("Accept-Language", value))
                .orElseThrow();
    }

    @Test
    void letsOneBeginForEachVariant() {
        assertThat(validations.begin(key(1), language("de"))).isTrue();
        assertThat(validations.begin(key(1), language("de"))).isFalse();
        assertThat(validations.begin(key(1), language("en"))).isTrue();
        assertThat(validations.begin(key(2), language("de"))).isTrue();

        validations.ended(key(1), language("de"), Outcome.FORWARDED);

        assertThat(validations.begin(key(1), language("de"))).isTrue();
        assertThat(metrics.text()).contains("sallyport_cache_background 3");
    }

    @Test
    void dropsAndCountsWhatIsTooMany() {
        for (int i = 0; i < Validations.UNDER_WAY_MAX; i++) {
            assertThat(validations.begin(key(i), VaryKey.NONE)).isTrue();
        }

        assertThat(validations.begin(key(-1), VaryKey.NONE)).isFalse();
        validations.ended(key(0), VaryKey.NONE, Outcome.ORIGIN_TIMEOUT);
        assertThat(validations.begin(key(-1), VaryKey.NONE)).isTrue();

        assertThat(metrics.text())
                .contains("{result=\"dropped\"} 1", "{result=\"failed\"} 1", "{result=\"answered\"} 0");
    }
}
