package io.sallyport.cache.shared;

import static io.sallyport.cache.shared.SharedHarness.await;
import static io.sallyport.cache.shared.SharedHarness.head;
import static io.sallyport.cache.shared.SharedHarness.headFor;
import static io.sallyport.cache.shared.SharedHarness.leased;
import static io.sallyport.cache.shared.SharedHarness.small;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheAnswer.Kind;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.LeaseNote.State;
import io.sallyport.http.HeaderList;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One fetch for all: who gets the lease, who waits, and what ends the wait. */
final class SharedLeaseTest {
    private static final long WAIT = 8_000;

    private SharedHarness harness;
    private String one;
    private String other;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        harness = SharedHarness.start(folder, 2, "{sharedTimeout: 10s, lease: 1500ms}");
        one = harness.instances().get(0);
        other = harness.instances().get(1);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void letsOneFetchAndAnswersAllOthersFromTheFill() {
        List<Future<CacheAnswer>> asked = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            asked.add(harness.ask(one, "/cold", WAIT));
        }
        CacheAnswer fetch = await(asked.get(0));
        assertThat(fetch.kind()).isEqualTo(Kind.FETCH);

        harness.fill(one, leased(small("/cold", head("max-age=60"), "body"), fetch.lease()));

        for (Future<CacheAnswer> each : asked.subList(1, asked.size())) {
            assertThat(text(await(each))).isEqualTo("body");
        }
        assertThat(await(harness.store.keys("sallyport:cache:lease:"))).isEmpty();
        Eventually.until("the figures say so", () -> harness.figure("sharedLeases") == 1);
    }

    @Test
    void answersThoseWhoDoNotWaitAtOnce() {
        assertThat(await(harness.ask(one, "/x", WAIT)).kind()).isEqualTo(Kind.FETCH);

        assertThat(await(harness.ask(one, "/x", 0)).kind()).isEqualTo(Kind.ALONE);
    }

    @Test
    void neverGivesTheLeaseInTwoInstances() {
        CacheAnswer fetch = await(harness.ask(one, "/x", WAIT));
        Future<CacheAnswer> elsewhere = harness.ask(other, "/x", WAIT);
        Future<CacheAnswer> impatient = harness.ask(other, "/x", 300);

        assertThat(await(impatient).kind()).isEqualTo(Kind.ALONE);
        harness.fill(one, leased(small("/x", head("max-age=60"), "body"), fetch.lease()));

        assertThat(text(await(elsewhere))).isEqualTo("body");
    }

    @Test
    void tellsWaitersOfAnotherInstanceThatAnAnswerIsNotStored() {
        CacheAnswer fetch = await(harness.ask(one, "/private", WAIT));
        Future<CacheAnswer> elsewhere = harness.ask(other, "/private", WAIT);

        harness.note(one, "/private", fetch.lease(), State.NOT_STORED);

        assertThat(await(elsewhere).kind()).isEqualTo(Kind.NOT_STORED);
    }

    @Test
    void releasesAllAtOnceWhenAnAnswerIsNotStoredAndRemembersIt() {
        CacheAnswer fetch = await(harness.ask(one, "/private", WAIT));
        List<Future<CacheAnswer>> waiting =
                List.of(harness.ask(one, "/private", WAIT), harness.ask(one, "/private", WAIT));

        harness.note(one, "/private", fetch.lease(), State.NOT_STORED);

        for (Future<CacheAnswer> each : waiting) {
            assertThat(await(each).kind()).isEqualTo(Kind.NOT_STORED);
        }
        assertThat(await(harness.ask(one, "/private", WAIT)).kind()).isEqualTo(Kind.NOT_STORED);
        assertThat(await(harness.ask(one, "/other", WAIT)).kind()).isEqualTo(Kind.FETCH);
    }

    @Test
    void forgetsThatAnAnswerIsNotStoredWhenOneIsBrought() {
        CacheAnswer fetch = await(harness.ask(one, "/now", WAIT));
        harness.note(one, "/now", fetch.lease(), State.NOT_STORED);
        Eventually.until(
                "it is remembered", () -> await(harness.ask(one, "/now", 0)).kind() == Kind.NOT_STORED);

        harness.fill(one, small("/now", head("max-age=60"), "body"));

        assertThat(text(await(harness.ask(one, "/now", WAIT)))).isEqualTo("body");
    }

    @Test
    void passesALeaseOnThatWasGivenUp() {
        CacheAnswer first = await(harness.ask(one, "/x", WAIT));
        Future<CacheAnswer> second = harness.ask(one, "/x", WAIT);
        Future<CacheAnswer> third = harness.ask(one, "/x", WAIT);

        harness.note(one, "/x", first.lease(), State.GIVEN_UP);

        CacheAnswer fetch = await(second);
        assertThat(fetch.kind()).isEqualTo(Kind.FETCH);
        assertThat(fetch.lease()).isNotEqualTo(first.lease());
        harness.fill(one, leased(small("/x", head("max-age=60"), "body"), fetch.lease()));
        assertThat(text(await(third))).isEqualTo("body");
    }

    @Test
    void freesALeaseThatWasGivenUpWhenNobodyWaits() {
        CacheAnswer first = await(harness.ask(one, "/x", WAIT));

        harness.note(one, "/x", first.lease(), State.GIVEN_UP);

        assertThat(await(harness.ask(one, "/x", WAIT)).kind()).isEqualTo(Kind.FETCH);
    }

    @Test
    void passesALeaseOnWhoseHolderDied() {
        await(harness.ask(one, "/x", WAIT));
        long since = System.nanoTime();

        CacheAnswer second = await(harness.ask(one, "/x", WAIT));

        assertThat(second.kind()).isEqualTo(Kind.FETCH);
        assertThat((System.nanoTime() - since) / 1_000_000).isGreaterThan(1_000);
    }

    @Test
    void keepsALeaseWhoseHolderIsHeardOf() {
        CacheAnswer first = await(harness.ask(one, "/x", WAIT));
        Future<CacheAnswer> second = harness.ask(one, "/x", 3_500);
        long renewing =
                harness.vertx.setPeriodic(200, timer -> harness.note(one, "/x", first.lease(), State.UNDER_WAY));

        // Twice the lease has gone by when the wait is over.
        assertThat(await(second).kind()).isEqualTo(Kind.ALONE);
        harness.vertx.cancelTimer(renewing);
    }

    @Test
    void answersAllWaitersFromAnyFill() {
        await(harness.ask(one, "/x", WAIT));
        Future<CacheAnswer> waiting = harness.ask(one, "/x", WAIT);

        harness.fill(one, small("/x", head("max-age=60"), "of another edge"));

        assertThat(text(await(waiting))).isEqualTo("of another edge");
    }

    @Test
    void letsEachVariantBeFetchedOnceAndApart() {
        CacheAnswer first = await(harness.ask(one, "/v", WAIT, "accept-language", "de"));
        Future<CacheAnswer> german = harness.ask(one, "/v", WAIT, "accept-language", "de");
        Future<CacheAnswer> english = harness.ask(one, "/v", WAIT, "accept-language", "en");
        Future<CacheAnswer> french = harness.ask(one, "/v", WAIT, "accept-language", "fr");
        Future<CacheAnswer> englishToo = harness.ask(one, "/v", WAIT, "accept-language", "en");

        harness.fill(one, leased(variant("de", "hallo"), first.lease()));

        assertThat(text(await(german))).isEqualTo("hallo");
        assertThat(await(french).kind()).isEqualTo(Kind.FETCH);
        CacheAnswer fetch = await(english);
        assertThat(fetch.kind()).isEqualTo(Kind.FETCH);
        harness.fill(one, leased(variant("en", "hello"), fetch.lease()));
        assertThat(text(await(englishToo))).isEqualTo("hello");
    }

    @Test
    void passesTheLeaseOnWhenWhatWasBroughtCannotBeKept() {
        CacheAnswer first = await(harness.ask(one, "/x", WAIT));
        Future<CacheAnswer> second = harness.ask(one, "/x", WAIT);

        boolean kept =
                harness.fill(one, leased(SharedHarness.large("/x", head("max-age=60"), "gone", 9), first.lease()));

        assertThat(kept).isFalse();
        assertThat(await(second).kind()).isEqualTo(Kind.FETCH);
    }

    @Test
    void turnsThoseAwayWhoAreTooMany() {
        List<Future<CacheAnswer>> asked = new ArrayList<>();
        for (int i = 0; i < 1100; i++) {
            asked.add(harness.ask(one, "/crowd", 2_000));
        }

        long atOnce = 0;
        for (Future<CacheAnswer> each : asked.subList(1026, asked.size())) {
            atOnce += await(each).kind() == Kind.ALONE ? 1 : 0;
        }
        assertThat(atOnce).isEqualTo(1100 - 1026);
    }

    @Test
    void answersWhoWaitsWhenItStops() {
        await(harness.ask(one, "/x", WAIT));
        Future<CacheAnswer> waiting = harness.ask(one, "/x", WAIT);
        await(harness.ask(one, "/x", 0));

        harness.stopServices();

        assertThat(await(waiting).kind()).isEqualTo(Kind.ALONE);
    }

    @Test
    void endsALeaseThatAnotherInstanceHasGiven() {
        CacheAnswer fetch = await(harness.ask(one, "/x", WAIT));

        harness.fill(other, leased(small("/x", head("max-age=60"), "body"), fetch.lease()));

        Eventually.until(
                "the lease is gone",
                () -> await(harness.store.keys("sallyport:cache:lease:")).isEmpty());
        assertThat(text(await(harness.ask(one, "/x", 0)))).isEqualTo("body");
    }

    private static CacheFill variant(String language, String body) {
        HeaderList request = HeaderList.of("accept-language", language);
        return small("/v", headFor(request, "max-age=60", "vary", "accept-language"), body);
    }

    private static String text(CacheAnswer answer) {
        return answer.kind() == Kind.FOUND
                ? new String(answer.body(), StandardCharsets.UTF_8)
                : answer.kind().name();
    }
}
