package io.sallyport.cache.engine.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.http.HeaderList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyRulesTest {
    private static final KeyRules CLICKS = KeyRules.of(List.of("utm_*", "gclid", "_ga"), false, List.of(), List.of());
    private static final KeyRules SORTED = KeyRules.of(List.of("utm_*", "gclid"), true, List.of(), List.of());
    private static final KeyRules PARTED =
            KeyRules.of(List.of(), false, List.of("X-Region", "Accept-Language"), List.of("tier", "currency"));

    @ParameterizedTest
    @CsvSource({
        "utm_source=a&b=1, b=1",
        "b=1&utm_source=a, b=1",
        "b=1&gclid=x&c=2, b=1&c=2",
        "gclid&b, b",
        "utm_=1&b=1, b=1",
        "gclid=1&_ga=2&_ga=3, ",
        "utm_a=1&&b=1, &b=1",
        "utm_a=1&, ''",
    })
    void leavesParametersOut(String query, String expected) {
        assertThat(CLICKS.query(query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&",
                "a=1&b=2",
                "b=2&a=1",
                "gclidx=1",
                "xgclid=1",
                "GCLID=1",
                "ut=1",
                "a=gclid",
                "=gclid",
                "%75tm_source=1",
                "a=1;utm_source=2",
                "a=1&&b",
                "é=1"
            })
    void leavesTheTextItselfWhenNothingChanges(String query) {
        assertThat(CLICKS.query(query)).isSameAs(query);
        assertThat(KeyRules.PLAIN.query(query)).isSameAs(query);
    }

    @Test
    void noQueryStaysNone() {
        assertThat(CLICKS.query(null)).isNull();
        assertThat(SORTED.query(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "b=1&a=2, a=2&b=1",
        "b=2&a=1&b=1, a=1&b=2&b=1",
        "ab=1&a=2, a=2&ab=1",
        "b&a, a&b",
        "a-b=1&a=2, a=2&a-b=1",
        "c=1&utm_x=1&a=1, a=1&c=1",
        "b=1&, &b=1",
    })
    void putsParametersInOrderAndKeepsThatOfOneName(String query, String expected) {
        assertThat(SORTED.query(query)).isEqualTo(expected);
        assertThat(SORTED.query(expected)).isSameAs(expected);
    }

    @Test
    void aStarAloneLeavesTheWholeQueryOut() {
        KeyRules all = KeyRules.of(List.of("*"), false, List.of(), List.of());

        assertThat(all.query("a=1&b=2")).isNull();
        assertThat(all.query("")).isNull();
    }

    /** Against the same rule said in a slow and simple way. */
    @Test
    void agreesWithASlowReadingOfTheRule() {
        Random random = new Random(46);
        for (int i = 0; i < 50_000; i++) {
            String query = random(random);
            assertThat(CLICKS.query(query)).as(query).isEqualTo(slow(query, false));
            assertThat(SORTED.query(query)).as(query).isEqualTo(slow(query, true));
            assertThat(SORTED.query(SORTED.query(query))).as(query).isEqualTo(SORTED.query(query));
        }
    }

    private static String random(Random random) {
        String[] pieces = {"utm_", "gclid", "_ga", "a", "b", "=", "=", "&", "&", "%26", ";", "é"};
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static String slow(String query, boolean sort) {
        List<String> kept = new ArrayList<>(Arrays.asList(query.split("&", -1)));
        List<String> exact = sort ? List.of("gclid") : List.of("gclid", "_ga");
        kept.removeIf(each -> each.startsWith("utm_") || exact.contains(each.split("=", 2)[0]));
        if (sort) {
            kept.sort((x, y) -> x.split("=", 2)[0].compareTo(y.split("=", 2)[0]));
        }
        return kept.isEmpty() ? null : String.join("&", kept);
    }

    @Test
    void theRuleMakesTheKeyOfAUrlWhateverItsSpelling() {
        CacheKey asked = CacheKey.parse("http://a.example/x?b=1&utm_source=mail&a=2", "t");
        CacheKey key = SORTED.applied(CacheKey.parse("http://a.example/x?a=2&b=1", "t"));

        assertThat(SORTED.applied(asked)).isEqualTo(key);
    }

    @Test
    void putsFieldsAndCookiesIntoTheKeyInOneForm() {
        String parts = PARTED.parts(
                HeaderList.of("X-Region", " eu", "accept-language", "de , EN", "Cookie", "a=b; tier=gold; x=y"));

        assertThat(parts).isEqualTo("accept-language=de,en\nx-region=eu\ncookie:currency\ncookie:tier=gold\n");
        assertThat(parts)
                .isEqualTo(PARTED.parts(HeaderList.of(
                        "Accept-Language",
                        "EN",
                        "Accept-Language",
                        "de",
                        "Cookie",
                        "x=y",
                        "Cookie",
                        "tier=gold",
                        "X-Region",
                        "eu")));
        assertThat(CLICKS.parts(HeaderList.of("X-Region", "eu"))).isEmpty();
    }

    @Test
    void aFieldThatIsEmptyIsNotOneThatIsMissing() {
        assertThat(PARTED.parts(HeaderList.of("X-Region", ""))).isNotEqualTo(PARTED.parts(HeaderList.EMPTY));
    }

    @Test
    void thereIsNoKeyForWhatTheOriginMightReadInAnotherWay() {
        assertThat(PARTED.parts(HeaderList.of("Cookie", "tier=free; tier=gold")))
                .isNull();
        assertThat(PARTED.parts(HeaderList.of("Cookie", "tier=free", "Cookie", "tier=gold")))
                .isNull();
        assertThat(PARTED.parts(HeaderList.of("X_Region", "us"))).isNull();
        assertThat(PARTED.parts(HeaderList.of("X-Region", "eu\ncookie:tier=gold")))
                .isNull();
        assertThat(PARTED.parts(HeaderList.of("X-Region", "e".repeat(1024)))).isNull();
        assertThat(PARTED.parts(HeaderList.of("X-Other_Region", "us", "Cookie", "other=1; other=2")))
                .isNotNull();
    }

    @Test
    void rulesAreEqualByWhatTheySay() {
        assertThat(KeyRules.of(List.of(), false, List.of("accept-language", "X-REGION"), List.of("currency", "tier")))
                .isEqualTo(PARTED)
                .hasSameHashCodeAs(PARTED);
        assertThat(CLICKS).isNotEqualTo(SORTED);
        assertThat(PARTED.variesBy()).containsExactly("accept-language", "x-region", "cookie");
    }
}
