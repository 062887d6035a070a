package io.sallyport.edge.shared;

import static io.sallyport.edge.shared.TierBench.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.contract.cache.LeaseNote.State;
import io.sallyport.edge.cache.SharedTier.Answer;
import io.sallyport.http.HeaderList;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusTierAskTest {
    private static final byte[] HEAD = StoredHeadForm.write(head("cache-control", "max-age=60", "etag", "\"1\""));
    private static final byte[] BODY = {'h', 'i'};

    private TierBench bench;
    private FakeCacheService one;

    @BeforeEach
    void start() throws Exception {
        bench = new TierBench();
        one = new FakeCacheService(bench.vertx, "one");
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(bench.tier.underWay()).as("calls left").isZero();
        assertThat(bench.tier.waiting()).as("questions left").isZero();
        assertThat(bench.budget.taken()).as("bytes left").isZero();
        bench.close();
    }

    @Test
    void givesWhatWasFoundWithItsMark() throws Exception {
        one.answer = question -> CacheAnswer.found(HEAD, BODY, 7);

        Answer.Found found = (Answer.Found) bench.ask(true);

        assertThat(found.head().fields().get("etag")).isEqualTo("\"1\"");
        assertThat(found.body()).isEqualTo(Buffer.buffer("hi"));
        assertThat(found.mark()).isEqualTo(7);
        assertThat(bench.asked("found")).isEqualTo(1);
    }

    @Test
    void tellsWhatVaryMayNameAndKeepsCredentialsBack() throws Exception {
        bench.ask(
                true,
                "Accept-Language",
                "de",
                "Cookie",
                "sid=1",
                "Authorization",
                "Basic abc",
                "If-None-Match",
                "\"1\"",
                "X-Custom",
                "a");

        assertThat(one.questions.get(0).request()).containsExactly("accept-language", "de", "x-custom", "a");
        assertThat(one.questions.get(0).key()).isEqualTo(TierBench.KEY.bytes());
        assertThat(one.questions.get(0).waiting()).isEqualTo(300);
    }

    @Test
    void doesNotOfferToWaitWhenNobodyCollapses() throws Exception {
        bench.ask(false);

        assertThat(one.questions.get(0).waiting()).isZero();
    }

    @Test
    void goesOnAloneWhenFieldsAreTooLong() throws Exception {
        assertThat(bench.ask(true, "x-long", "a".repeat(QuestionFields.CHARS_MAX)))
                .isInstanceOf(Answer.Alone.class);
        assertThat(one.questions).isEmpty();
        assertThat(bench.asked("not-asked")).isEqualTo(1);
    }

    @Test
    void goesOnAloneWithoutAnInstance() throws Exception {
        bench.ready = List.of();
        bench.sweep();

        assertThat(bench.tier.isThere()).isFalse();
        assertThat(bench.ask(true)).isInstanceOf(Answer.Alone.class);
    }

    @Test
    void saysWhetherNobodyIsToWait() throws Exception {
        assertThat(bench.ask(true)).isEqualTo(new Answer.Alone(false));
        one.answer = question -> CacheAnswer.notStored();
        assertThat(bench.ask(true)).isEqualTo(new Answer.Alone(true));
    }

    @Test
    void doesNotBelieveADamagedHead() throws Exception {
        for (int at = 0; at < HEAD.length; at++) {
            byte[] damaged = HEAD.clone();
            damaged[at] ^= 0x10;
            one.answer = question -> CacheAnswer.found(damaged, BODY, 0);

            assertThat(bench.ask(true)).isInstanceOf(Answer.Alone.class);
        }
        assertThat(bench.asked("damaged")).isEqualTo(HEAD.length);
        assertThat(bench.tier.isThere()).isTrue();
    }

    @Test
    void doesNotBelieveABodyOfAnotherLength() throws Exception {
        one.answer = question -> new CacheAnswer(CacheAnswer.Kind.FOUND, HEAD, BODY, "", 3, "", 0);

        assertThat(bench.ask(true)).isInstanceOf(Answer.Alone.class);
        assertThat(bench.asked("damaged")).isEqualTo(1);
    }

    @Test
    void doesNotTakeAVariantOfAnotherRequest() throws Exception {
        byte[] german = StoredHeadForm.write(
                head(HeaderList.of("accept-language", "de"), "cache-control", "max-age=60", "vary", "accept-language"));
        one.answer = question -> CacheAnswer.found(german, BODY, 0);

        assertThat(bench.ask(true, "accept-language", "fr")).isInstanceOf(Answer.Alone.class);
        assertThat(bench.ask(true, "accept-language", "de")).isInstanceOf(Answer.Found.class);
    }

    @Test
    void goesOnAloneWhenNoAnswerComesInTime() throws Exception {
        one.answer = question -> null;

        long from = System.nanoTime();
        assertThat(bench.ask(false)).isInstanceOf(Answer.Alone.class);

        assertThat(System.nanoTime() - from).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(90));
        assertThat(bench.asked("failed")).isEqualTo(1);
    }

    @Test
    void goesOnAloneWhenTheAnswerIsSomethingElse() throws Exception {
        one.answer = question -> "what?";

        assertThat(bench.ask(false)).isInstanceOf(Answer.Alone.class);
        assertThat(bench.asked("failed")).isEqualTo(1);
    }

    @Test
    void leavesAFailingInstanceOutAndTriesItAgain() throws Exception {
        one.answer = question -> null;
        for (int i = 0; i < Breaker.FAILURES; i++) {
            bench.ask(false);
        }

        assertThat(bench.tier.isThere()).isFalse();
        assertThat(bench.ask(true)).isInstanceOf(Answer.Alone.class);
        assertThat(one.questions).hasSize(Breaker.FAILURES);
        assertThat(bench.figure("sallyport_cache_shared_breaker_opened_total")).isEqualTo(1);

        bench.skip(Breaker.PAUSE_MIN);
        one.answer = question -> CacheAnswer.found(HEAD, BODY, 0);
        assertThat(bench.tier.isThere()).isTrue();
        assertThat(bench.ask(true)).isInstanceOf(Answer.Found.class);
        assertThat(bench.tier.isThere()).isTrue();
    }

    @Test
    void asksTheNextInstanceWhenTheFirstFails() throws Exception {
        FakeCacheService two = new FakeCacheService(bench.vertx, "two");
        bench.ready = List.of("one", "two");
        bench.sweep();
        bench.ask(false);
        FakeCacheService keeper = one.questions.isEmpty() ? two : one;
        FakeCacheService other = keeper == one ? two : one;

        keeper.die();
        for (int i = 0; i < Breaker.FAILURES; i++) {
            assertThat(bench.ask(false)).isInstanceOf(Answer.Alone.class);
        }
        other.answer = question -> CacheAnswer.found(HEAD, BODY, 0);

        assertThat(bench.ask(false)).isInstanceOf(Answer.Found.class);
    }

    @Test
    void letsThoseGoOnWhoWaitForOneThatHasDied() throws Exception {
        bench.close();
        bench = new TierBench(new TierTimes(50, 60_000, 200, TierBench.LEASE_NANOS / 3, 1 << 20));
        one = new FakeCacheService(bench.vertx, "one");
        one.answer = question -> null;
        Future<Answer> waiting = bench.begin(() -> bench.tier.ask(TierBench.KEY, HeaderList.EMPTY, true));
        Eventually.until("asked", () -> one.questions.size() == 1);

        Eventually.that(() -> {
            sweepQuietly();
            assertThat(waiting.isComplete()).isTrue();
        });

        assertThat(waiting.result()).isInstanceOf(Answer.Alone.class);
        assertThat(one.questions).hasSizeGreaterThan(Breaker.FAILURES);
        assertThat(one.questions.get(1).waiting()).isZero();
        // The call itself is still open for a minute, which is the bus's business.
        bench.close();
        bench = new TierBench();
    }

    @Test
    void letsTheOneOnTrialGoOnWhenTheTrialFails() throws Exception {
        bench.close();
        bench = new TierBench(new TierTimes(50, 60_000, 200, TierBench.LEASE_NANOS / 3, 1 << 20));
        one = new FakeCacheService(bench.vertx, "one");
        one.answer = question -> null;
        for (int i = 0; i < Breaker.FAILURES; i++) {
            bench.ask(false);
        }
        bench.skip(Breaker.PAUSE_MIN);
        Future<Answer> trial = bench.begin(() -> bench.tier.ask(TierBench.KEY, HeaderList.EMPTY, true));

        Eventually.that(() -> {
            sweepQuietly();
            assertThat(trial.isComplete()).isTrue();
        });

        assertThat(trial.result()).isInstanceOf(Answer.Alone.class);
        assertThat(bench.tier.isThere()).isFalse();
        bench.close();
        bench = new TierBench();
    }

    @Test
    void letsThoseWaitWhoseInstanceLives() throws Exception {
        bench.close();
        bench = new TierBench(new TierTimes(50, 60_000, 200, TierBench.LEASE_NANOS / 3, 1 << 20));
        one = new FakeCacheService(bench.vertx, "one");
        one.answer = question -> question.waiting() > 0 ? null : CacheAnswer.alone();
        Future<Answer> waiting = bench.begin(() -> bench.tier.ask(TierBench.KEY, HeaderList.EMPTY, true));
        Eventually.until("asked", () -> one.questions.size() == 1);

        Eventually.that(() -> {
            sweepQuietly();
            assertThat(one.questions).hasSizeGreaterThan(2 * Breaker.FAILURES);
        });

        assertThat(waiting.isComplete()).isFalse();
        bench.ready = List.of();
        bench.sweep();
        assertThat(waiting.await(10, TimeUnit.SECONDS)).isInstanceOf(Answer.Alone.class);
        bench.close();
        bench = new TierBench();
    }

    private void sweepQuietly() {
        try {
            bench.sweep();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givesTheLeaseAndRenewsItUntilItEnds() throws Exception {
        one.answer = question -> CacheAnswer.fetch("token");

        Answer.Fetch fetch = (Answer.Fetch) bench.ask(true);
        bench.sweep();
        assertThat(one.notes).isEmpty();
        for (int i = 1; i <= 3; i++) {
            bench.skip(TierBench.LEASE_NANOS / 3);
            bench.sweep();
            int expected = i;
            Eventually.until("renewed", () -> one.notes.size() == expected);
        }
        assertThat(one.notes).allMatch(note -> note.state() == State.UNDER_WAY);
        bench.run(() -> fetch.lease().end(true));
        bench.run(() -> fetch.lease().end(false));
        bench.skip(TierBench.LEASE_NANOS);
        bench.sweep();

        Eventually.until("ended", () -> one.notes.size() == 4);
        assertThat(one.notes.get(3)).isEqualTo(new LeaseNote(TierBench.KEY.bytes(), "token", State.NOT_STORED));
        assertThat(bench.figure("sallyport_cache_shared_leases")).isZero();
    }

    @Test
    void renewsALeaseWithAnotherInstanceWhenItsOwnHasGone() throws Exception {
        FakeCacheService two = new FakeCacheService(bench.vertx, "two");
        one.answer = question -> CacheAnswer.fetch("token");
        Answer.Fetch fetch = (Answer.Fetch) bench.ask(true);
        bench.ready = List.of("two");
        bench.sweep();

        bench.skip(TierBench.LEASE_NANOS / 3);
        bench.sweep();
        bench.run(() -> fetch.lease().end(false));

        Eventually.until("told", () -> two.notes.size() == 2);
        assertThat(two.notes).extracting("state").containsExactly(State.UNDER_WAY, State.GIVEN_UP);
        assertThat(one.notes).isEmpty();
    }

    @Test
    void doesNotRenewALeaseForEver() throws Exception {
        one.answer = question -> CacheAnswer.fetch("token");
        bench.ask(true);

        bench.skip(LeaseBook.LONGEST_NANOS);
        bench.sweep();

        Eventually.until("given up", () -> one.notes.size() == 1);
        assertThat(one.notes.get(0).state()).isEqualTo(State.GIVEN_UP);
        assertThat(bench.tier.leases()).isZero();
    }

    @Test
    void givesAllLeasesUpWhenItStops() throws Exception {
        one.answer = question -> CacheAnswer.fetch("token-" + one.questions.size());
        bench.ask(true);
        bench.ask(true);

        bench.run(bench.tier::close);

        Eventually.until("given up", () -> one.notes.size() == 2);
        assertThat(one.notes).allMatch(note -> note.state() == State.GIVEN_UP);
        assertThat(bench.tier.isThere()).isFalse();
        assertThat(bench.ask(true)).isInstanceOf(Answer.Alone.class);
    }
}
