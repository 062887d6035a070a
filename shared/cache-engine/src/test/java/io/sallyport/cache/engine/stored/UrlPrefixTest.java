package io.sallyport.cache.engine.stored;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "http://a.example, http://a.example/x?y, true",
        "http://a.example/, http://a.example/x, true",
        "http://a.example:80/x, http://a.example/xyz, true",
        "http://a.example/x, http://a.example/X, false",
        "http://a.example/x, http://a.example/x?q=1, true",
        "http://a.example/x?q, http://a.example/x?q=1, true",
        "http://a.example/x?q, http://a.example/x?r=1, false",
        "http://a.example/x?q, http://a.example/x, false",
        "http://a.example/x?q, http://a.example/xy?q, false",
        "http://a.example, http://a.example.net/, false",
        "http://a.example, http://a.example:81/, false",
        "http://a.example, https://a.example/, false"
    })
    void coversByOriginPathAndQuery(String prefix, String url, boolean covers) {
        UrlPrefix parsed = UrlPrefix.parse(prefix);

        assertThat(parsed).isNotNull();
        assertThat(parsed.covers(CacheKey.parse(url, "canary"))).isEqualTo(covers);
    }
}
