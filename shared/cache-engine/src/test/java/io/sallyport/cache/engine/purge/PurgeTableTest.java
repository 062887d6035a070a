package io.sallyport.cache.engine.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.Messages;
import io.sallyport.cache.engine.purge.PurgeVerdict.Kind;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.Freshness;
import io.sallyport.cache.engine.stored.FreshnessSource;
import io.sallyport.cache.engine.stored.PurgeSequence;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.contract.cache.PurgeTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PurgeTableTest {
    private static final String URL = "http://a.example/x?p=1&q=2";

    private final PurgeTable table = new PurgeTable(7);

    /** A stored response, and what the purges since then do to it by a list that nothing is ever thrown out of. */
    private static final class Reference {
        private final CacheKey key;
        private final CacheGroups groups;
        private long clean;
        private Kind expected = Kind.KEPT;

        Reference(CacheKey key, CacheGroups groups, long clean) {
            this.key = key;
            this.groups = groups;
            this.clean = clean;
        }

        void purged(PurgeTarget target, boolean hard) {
            boolean hit = switch (target.scope()) {
                case URL -> key.sameUrl(key(target.value()));
                case PREFIX -> key.url().startsWith(target.value());
                case GROUP ->
                    groups.names().contains(target.value())
                            && (target.origin().isEmpty() || target.origin().equals(key.origin()));
                case EVERYTHING -> true;
            };
            Kind kind = hard ? Kind.GONE : Kind.SOFT;
            expected = hit && kind.compareTo(expected) > 0 ? kind : expected;
        }
    }

    private static CacheKey key(String url) {
        return Objects.requireNonNull(CacheKey.parse(url, "stable"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void agreesWithAListOfEverything(int seed) {
        Random random = new Random(seed);
        PurgeTable fits = new PurgeTable(random.nextLong());
        List<Reference> stored = new ArrayList<>();
        long number = 1000;
        for (int round = 0; round < 3000; round++) {
            if (random.nextInt(3) > 0) {
                stored.add(reference(random, fits.now()));
                continue;
            }
            PurgeTarget target = target(random);
            boolean hard = random.nextBoolean();
            if (random.nextBoolean()) {
                fits.carryOut(List.of(target), hard);
            } else {
                number += 1 + random.nextInt(3);
                fits.carryOut(number, List.of(target), hard);
                fits.reached(number);
            }
            stored.forEach(each -> each.purged(target, hard));
            check(fits, stored, random);
        }
    }

    private static void check(PurgeTable fits, List<Reference> stored, Random random) {
        for (int i = stored.size() - 1; i >= Math.max(0, stored.size() - 60); i--) {
            Reference each = stored.get(random.nextInt(i + 1));
            long now = fits.now();
            PurgeVerdict verdict = fits.verdict(each.clean, each.key, each.groups);
            assertThat(verdict.kind()).isEqualTo(each.expected);
            if (verdict.isKept()) {
                each.clean = now;
            }
        }
    }

    /** Four marks for hundreds of targets: what was purged is never kept, and what is told for sure is true. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void forgetsNothingWhenItIsFull(int seed) {
        Random random = new Random(seed);
        PurgeTable small = new PurgeTable(random.nextLong(), 4);
        List<Reference> stored = new ArrayList<>();
        int unsure = 0;
        for (int round = 0; round < 2000; round++) {
            stored.add(reference(random, small.now()));
            PurgeTarget target = target(random);
            boolean hard = random.nextBoolean();
            if (target.scope() != PurgeTarget.Scope.EVERYTHING) {
                small.carryOut(List.of(target), hard);
                stored.forEach(each -> each.purged(target, hard));
            }
            Reference each = stored.get(random.nextInt(stored.size()));
            Kind kind = small.verdict(each.clean, each.key, each.groups).kind();
            unsure += kind == Kind.UNSURE ? 1 : 0;
            assertThat(kind).isIn(each.expected, Kind.UNSURE);
        }
        assertThat(unsure).isPositive();
    }

    private static Reference reference(Random random, long clean) {
        List<String> names = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            names.add("g" + random.nextInt(40));
        }
        return new Reference(key(url(random)), new CacheGroups(names, false), clean);
    }

    private static String url(Random random) {
        return "http://" + "abc".charAt(random.nextInt(3)) + ".example/" + random.nextInt(30)
                + (random.nextInt(3) == 0 ? "?q=" + random.nextInt(5) : "");
    }

    private static PurgeTarget target(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> PurgeTarget.everything();
            case 1, 2 ->
                PurgeTarget.prefix("http://" + "abc".charAt(random.nextInt(3)) + ".example/" + random.nextInt(4));
            case 3, 4, 5, 6 -> PurgeTarget.group("g" + random.nextInt(40), "");
            case 7, 8 -> PurgeTarget.group("g" + random.nextInt(40), "http://a.example");
            default -> PurgeTarget.url(url(random));
        };
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.example/x?p=1&q=2, GONE",
        "http://A.example:80/x?q=2&p=1, GONE",
        "http://a.example/x, KEPT",
        "http://a.example/x?, KEPT",
        "http://a.example/x?p=1, KEPT",
        "https://a.example/x?p=1&q=2, KEPT",
        "http://a.example:81/x?p=1&q=2, KEPT",
        "http://a.example/xx?p=1&q=2, KEPT",
    })
    void purgesAUrlOnEveryTrackWhateverTheOrderOfItsQuery(String url, Kind expected) {
        table.carryOut(List.of(PurgeTarget.url(url)), true);

        assertThat(table.verdict(0, key(URL), CacheGroups.NONE).kind()).isEqualTo(expected);
        assertThat(table.verdict(0, key(URL).onTrack("canary"), CacheGroups.NONE)
                        .kind())
                .isEqualTo(expected);
    }

    @Test
    void aResponseAskedForAfterwardsIsKept() {
        table.carryOut(List.of(PurgeTarget.everything()), true);
        long after = table.now();

        assertThat(table.isClean(after)).isTrue();
        assertThat(table.verdict(after, key(URL), CacheGroups.NONE).isKept()).isTrue();
        table.carryOut(List.of(PurgeTarget.url("http://b.example/")), true);
        assertThat(table.isClean(after)).isFalse();
        assertThat(table.verdict(after, key(URL), CacheGroups.NONE).isKept()).isTrue();
    }

    @Test
    void aHardPurgeIsNotMadeMilderByASoftOneAfterIt() {
        table.carryOut(List.of(PurgeTarget.url(URL)), true);
        table.carryOut(List.of(PurgeTarget.url(URL)), false);

        assertThat(table.verdict(0, key(URL), CacheGroups.NONE).kind()).isEqualTo(Kind.GONE);
    }

    @Test
    void whatTheLogSaysIsNotForSureBeforeItsEndIsReached() {
        table.reached(1000);
        long before = table.now();

        table.carryOut(1002, List.of(PurgeTarget.url(URL)), true);
        assertThat(table.isClean(before)).isTrue();
        table.carryOut(1001, List.of(PurgeTarget.everything()), false);
        table.reached(1002);

        assertThat(table.number()).isEqualTo(1002);
        assertThat(table.verdict(before, key(URL), CacheGroups.NONE).kind()).isEqualTo(Kind.GONE);
        assertThat(table.verdict(before, key("http://b.example/"), CacheGroups.NONE))
                .isEqualTo(new PurgeVerdict(Kind.SOFT, PurgeSequence.of(1001)));
    }

    /** Another process's own count means nothing here: what it stored may be from before our own purge. */
    @Test
    void whatAnotherProcessHasFetchedCountsByTheNumberOfTheLogAlone() {
        PurgeTable other = new PurgeTable(8);
        table.reached(1000);
        other.reached(1000);
        other.carryOut(List.of(PurgeTarget.url("http://b.example/")), true);
        other.carryOut(List.of(PurgeTarget.url("http://b.example/2")), true);
        long fetched = PurgeSequence.shared(other.now());
        table.carryOut(List.of(PurgeTarget.url(URL)), true);

        assertThat(table.verdict(fetched, key(URL), CacheGroups.NONE).kind()).isEqualTo(Kind.GONE);
        other.reached(1001);
        assertThat(table.verdict(PurgeSequence.shared(other.now()), key(URL), CacheGroups.NONE)
                        .isKept())
                .isTrue();
    }

    @Test
    void whatWasFetchedBeforeMissedPurgesIsUnsure() {
        table.reached(1000);
        long before = table.now();

        table.missed(1500);

        assertThat(table.verdict(before, key(URL), CacheGroups.NONE).kind()).isEqualTo(Kind.UNSURE);
        assertThat(table.verdict(table.now(), key(URL), CacheGroups.NONE).isKept())
                .isTrue();
        table.missed(0);
        assertThat(table.verdict(PurgeSequence.of(1500), key(URL), CacheGroups.NONE)
                        .kind())
                .isEqualTo(Kind.UNSURE);
    }

    @Test
    void whatIsOlderThanTheLogIsUnsure() {
        table.knownSince(1000);
        table.reached(1200);

        assertThat(table.verdict(PurgeSequence.of(999), key(URL), CacheGroups.NONE)
                        .kind())
                .isEqualTo(Kind.UNSURE);
        assertThat(table.verdict(PurgeSequence.of(1000), key(URL), CacheGroups.NONE)
                        .isKept())
                .isTrue();
    }

    /** So many purges of its own that its count within a number of the log is used up. */
    @Test
    void purgesStillWorkWhenTheCountIsUsedUp() {
        for (int i = 0; i < 1 << PurgeSequence.LOCAL_BITS; i++) {
            table.carryOut(List.of(), true);
        }
        long before = table.now();
        table.carryOut(List.of(PurgeTarget.url(URL)), true);

        assertThat(table.verdict(before, key(URL), CacheGroups.NONE).kind()).isEqualTo(Kind.GONE);
        assertThat(table.verdict(table.now(), key(URL), CacheGroups.NONE).kind())
                .as("cannot be told from before")
                .isEqualTo(Kind.GONE);
        table.reached(1);
        assertThat(table.verdict(table.now(), key(URL), CacheGroups.NONE).isKept())
                .isTrue();
    }

    @Test
    void aResponseOfTooManyGroupsCountsAsOneOfEach() {
        CacheGroups many = new CacheGroups(List.of("a"), true);
        long before = table.now();

        table.carryOut(List.of(PurgeTarget.group("z", "")), true);

        assertThat(table.verdict(before, key(URL), many).kind()).isEqualTo(Kind.UNSURE);
        assertThat(table.verdict(before, key(URL), new CacheGroups(List.of("a"), false))
                        .isKept())
                .isTrue();
    }

    @Test
    void tenThousandPrefixesAreForgottenSafely() {
        long before = table.now();
        for (int i = 0; i < 3000; i++) {
            table.carryOut(List.of(PurgeTarget.prefix("http://b.example/" + i + "/")), true);
        }

        assertThat(table.verdict(before, key("http://b.example/0/x"), CacheGroups.NONE)
                        .kind())
                .isEqualTo(Kind.UNSURE);
        assertThat(table.verdict(before, key("http://b.example/2999/x"), CacheGroups.NONE)
                        .kind())
                .isEqualTo(Kind.GONE);
        assertThat(table.verdict(table.now(), key("http://b.example/0/x"), CacheGroups.NONE)
                        .isKept())
                .isTrue();
    }

    @Test
    void aSoftPurgeLeavesAStaleHeadAndAnUnsureOneMustBeValidated() {
        StoredHead head = Messages.stored("", 200, "Cache-Control: max-age=600, stale-while-revalidate=30")
                .head();
        long at = Messages.NOW + 100_000;
        long sequence = PurgeSequence.of(at / 10);

        StoredHead soft = new PurgeVerdict(Kind.SOFT, sequence).leaves(head);

        assertThat(soft.ttlSeconds(at + 7_000)).isEqualTo(-7);
        assertThat(soft.freshness()).isEqualTo(new Freshness(100, FreshnessSource.PURGED));
        long late = PurgeSequence.of((at + 600_000) / 10);
        assertThat(new PurgeVerdict(Kind.SOFT, late).leaves(head)).isSameAs(head);
        assertThat(soft.fields()).isSameAs(head.fields());
        assertThat(new PurgeVerdict(Kind.GONE, sequence).leaves(head)).isNull();
        assertThat(PurgeVerdict.KEPT.leaves(head)).isSameAs(head);
        StoredHead unsure = new PurgeVerdict(Kind.UNSURE, sequence).leaves(head);
        assertThat(unsure.control().has(io.sallyport.http.CacheDirective.NO_CACHE))
                .isTrue();
        assertThat(unsure.control().seconds(io.sallyport.http.CacheDirective.MAX_AGE))
                .isEqualTo(600);
    }

    /** Readers beside a writer: what was asked for before a purge that is over is never taken for kept. */
    @Test
    void readersNeverMissAPurgeThatIsOver() throws Exception {
        PurgeTable small = new PurgeTable(9, 64);
        int urls = 500;
        AtomicLongArray fetched = new AtomicLongArray(urls);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                Random random = new Random(reader);
                running.add(threads.submit(() -> read(small, fetched, random)));
            }
            Random random = new Random(99);
            for (int i = 0; i < 200_000; i++) {
                int url = random.nextInt(urls);
                long before = small.now();
                small.carryOut(List.of(PurgeTarget.url("http://a.example/" + url)), true);
                fetched.set(url, before);
            }
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void read(PurgeTable purges, AtomicLongArray fetched, Random random) {
        CacheKey[] keys = new CacheKey[fetched.length()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key("http://a.example/" + i);
        }
        for (int i = 0; i < 200_000; i++) {
            int url = random.nextInt(keys.length);
            long before = fetched.get(url);
            if (before > 0) {
                assertThat(purges.verdict(before, keys[url], CacheGroups.NONE).isKept())
                        .isFalse();
            }
        }
    }
}
