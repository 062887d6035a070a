package io.sallyport.cache.engine;

import static io.sallyport.cache.engine.Messages.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.Messages.Head;
import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.http.HeaderList;
import io.sallyport.http.RequestFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every input has an answer, and what must hold of every answer holds. */
final class EngineFuzzTest {
    private static final int ROUNDS = 50_000;
    private static final String[] METHODS = {"GET", "GET", "GET", "HEAD", "POST", "foo", ""};
    private static final String[] NAMES = {
        "Cache-Control",
        "Cache-Control",
        "Expires",
        "Date",
        "Age",
        "Vary",
        "ETag",
        "Last-Modified",
        "Connection",
        "If-None-Match",
        "If-Modified-Since",
        "Authorization",
        "Pragma",
        "Foo",
        "Accept-Language",
        "Set-Cookie",
        "Location",
        "Content-Location"
    };
    private static final String[] VALUES = {
        "max-age=60",
        "s-maxage=5, public",
        "no-store",
        "private",
        "no-cache",
        "must-revalidate, max-age=9",
        "Mon, 23 Nov 2026 12:00:00 GMT",
        "Mon, 23 Nov 2026 13:00:00 GMT",
        "0",
        "5",
        "99999999999",
        "-1",
        "*",
        "Foo",
        "Foo, Accept-Language",
        "\"a\"",
        "W/\"a\"",
        "\"b\", \"a\"",
        "a",
        "",
        ",",
        "\"",
        "\\",
        "é",
        "/x",
        "http://b/"
    };

    @Test
    void everyDecisionIsTotalAndKeepsItsPromises() {
        Random random = new Random(9);
        Variants<Head> variants = Variants.none();
        for (int i = 0; i < ROUNDS; i++) {
            RequestFacts facts = Messages.request(METHODS[random.nextInt(METHODS.length)], "");
            facts = with(facts, soup(random));
            CacheRules rules = random.nextBoolean() ? CacheRules.FORWARD : CacheRules.REVERSE;
            HeaderList response = soup(random);
            int status = random.nextInt(100, 1000);
            Timing timing = new Timing(NOW, NOW + random.nextInt(5000));

            Admission admission = Admission.decide(facts, status, response, timing, rules);
            Lookup<Head> lookup = Lookup.decide(facts, variants, rules, NOW + random.nextInt(100_000));
            Invalidation.of(Messages.key(), facts.method(), status, response);

            check(facts, lookup);
            check(facts, lookup, response, rules);
            if (admission instanceof Admission.Store store) {
                check(facts, store.head());
                variants = variants.with(new Head(store.head()));
            }
        }
        assertThat(variants.entries()).isNotEmpty();
    }

    private static void check(RequestFacts facts, StoredHead head) {
        assertThat(facts.method()).isEqualTo("GET");
        assertThat(head.vary().matches(facts.headers())).isTrue();
        assertThat(head.fields().contains("age")).isFalse();
        assertThat(head.fields().contains("date")).isTrue();
        assertThat(head.ageSeconds(NOW)).isNotNegative();
        assertThat(head.ttlSeconds(head.timing().responseMillis()) > 0
                        || !head.validators().isEmpty())
                .isTrue();
    }

    private static void check(RequestFacts facts, Lookup<Head> lookup) {
        if (lookup instanceof Lookup.Fresh<Head> fresh) {
            assertThat(fresh.ttlSeconds()).isPositive();
            assertThat(fresh.ageSeconds()).isNotNegative();
            assertThat(ConditionalAnswer.decide(facts, fresh.stored().head())).isNotNull();
        }
        assertThat(lookup.kind()).isNotNull();
    }

    private static void check(RequestFacts facts, Lookup<Head> lookup, HeaderList notModified, CacheRules rules) {
        if (lookup instanceof Lookup.NeedsValidation<Head> validation) {
            Stored stored = validation.stored();
            Timing later = new Timing(NOW + 1000, NOW + 1000);
            Refreshed refreshed = Refreshed.merge(facts, stored.head(), notModified, later, rules);
            if (refreshed instanceof Refreshed.Kept kept) {
                assertThat(kept.head().status()).isEqualTo(stored.head().status());
                check(facts, kept.head());
            }
        }
    }

    private static RequestFacts with(RequestFacts facts, HeaderList headers) {
        return new RequestFacts(
                facts.listener(),
                facts.forward(),
                facts.method(),
                facts.scheme(),
                facts.authority(),
                facts.path(),
                facts.query(),
                facts.client(),
                headers);
    }

    private static HeaderList soup(Random random) {
        List<String> lines = new ArrayList<>();
        for (int n = random.nextInt(6); n > 0; n--) {
            lines.add(NAMES[random.nextInt(NAMES.length)]);
            lines.add(VALUES[random.nextInt(VALUES.length)]);
        }
        return HeaderList.of(lines.toArray(String[]::new));
    }
}
