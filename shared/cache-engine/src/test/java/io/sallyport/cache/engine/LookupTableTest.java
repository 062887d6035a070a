package io.sallyport.cache.engine;

import static io.sallyport.cache.engine.Messages.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.Messages.Head;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.http.RequestFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LookupTableTest {
    @ParameterizedTest(name = "{0} [{1}] on [{3}] after {4} s: {6}")
    @CsvFileSource(resources = "lookup.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void decides(
            String method, String request, String storedFor, String stored, long seconds, String expected, String why) {
        Variants<Head> variants = Variants.<Head>none().with(Messages.stored(storedFor, 200, stored));
        RequestFacts facts = Messages.request(method, request);

        assertThat(text(Lookup.decide(facts, variants, CacheRules.FORWARD, NOW + seconds * 1000)))
                .as(why)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: no-cache",
                "Cache-Control: no-store",
                "Cache-Control: max-age=0",
                "Cache-Control: min-fresh=1000",
                "Cache-Control: only-if-cached",
                "Pragma: no-cache"
            })
    void noClientForcesItsWayToOurOwnServers(String request) {
        Variants<Head> variants = Variants.<Head>none().with(Messages.stored("", 200, "Cache-Control: max-age=60"));

        assertThat(text(Lookup.decide(Messages.get(request), variants, CacheRules.REVERSE, NOW + 1000)))
                .isEqualTo("fresh age=1 ttl=59");
    }

    @Test
    void nothingStoredIsAMissOfTheUri() {
        assertThat(text(Lookup.decide(Messages.get(""), Variants.none(), CacheRules.FORWARD, NOW)))
                .isEqualTo("miss URI uri-miss");
    }

    @Test
    void theNewestOfSeveralMatchingResponsesIsUsed() {
        Head plain = Messages.stored("", 200, "Cache-Control: max-age=60");
        Head english = Messages.stored("Accept-Language: en", 200, "Cache-Control: max-age=60 ~ Vary: Accept-Language");
        Variants<Head> variants = Variants.<Head>none().with(plain).with(english);

        assertThat(variants.select(Messages.fields("Accept-Language: en"))).isSameAs(english);
        assertThat(variants.select(Messages.fields("Accept-Language: de"))).isSameAs(plain);
    }

    private static String text(Lookup<Head> lookup) {
        if (lookup instanceof Lookup.Fresh<Head> fresh) {
            return "fresh age=" + fresh.ageSeconds() + " ttl=" + fresh.ttlSeconds();
        }
        if (lookup instanceof Lookup.NeedsValidation<Head> validation) {
            return validation.why() + " " + validation.conditional();
        }
        if (lookup instanceof Lookup.Stale<Head> stale) {
            return "stale age=" + stale.ageSeconds() + " ttl=" + stale.ttlSeconds()
                    + (stale.validate() ? " validate" : "");
        }
        if (lookup instanceof Lookup.NotCached<Head>) {
            return "not cached";
        }
        if (lookup instanceof Lookup.Miss<Head> miss) {
            return "miss " + miss.reason() + " " + miss.reason().forward().token();
        }
        Lookup.Bypass<Head> bypass = (Lookup.Bypass<Head>) lookup;
        return "bypass " + bypass.reason() + " " + bypass.reason().forward().token();
    }
}
