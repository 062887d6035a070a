package io.sallyport.kit.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.cache.PurgeDone;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgeEntry.Cause;
import io.sallyport.contract.cache.PurgePlace;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.config.SuiteConfigLoader;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log in the embedded store, and processes that are only lists of what they were told. */
final class PurgeFollowerTest {
    private final List<PurgeFollower> followers = new ArrayList<>();
    private final List<PurgeDone> done = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private RunningEnvironment running;
    private PurgeLog log;

    /** What a process was told, in words. */
    private static final class Told implements PurgeSink {
        private final List<String> words = new CopyOnWriteArrayList<>();

        @Override
        public void carryOut(PurgeEntry entry) {
            words.add(entry.number() == 0 ? "now " + entry.from() : entry.from());
        }

        @Override
        public void reached(long number) {
            words.add("reached");
        }

        @Override
        public void missed(long number) {
            words.add("missed");
        }

        @Override
        public void knownSince(long number) {
            words.add("since");
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("sallyport.yaml"), "");
        vertx = Vertx.vertx();
        SuiteConfig config = SuiteConfigLoader.load(folder, Map.of(), new Properties());
        running = RunningEnvironment.on(vertx, config, folder);
        log = new PurgeLog(running.environment().store(), running.environment().clock());
        vertx.eventBus().<PurgeDone>consumer(Addresses.CACHE_PURGED, message -> done.add(message.body()));
    }

    @AfterEach
    void stop() throws Exception {
        for (PurgeFollower follower : followers) {
            follower.stop().await(10, TimeUnit.SECONDS);
        }
        running.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private PurgeFollower follow(Told told, boolean history) throws Exception {
        PurgeFollower follower = new PurgeFollower(running.environment(), told, "edge-" + followers.size(), history);
        followers.add(follower);
        follower.start().await(10, TimeUnit.SECONDS);
        return follower;
    }

    private static PurgeEntry entry(String name) {
        return new PurgeEntry(
                UUID.randomUUID(),
                0,
                PurgePlace.START,
                List.of(PurgeTarget.everything()),
                true,
                Cause.API,
                name,
                Instant.EPOCH);
    }

    private PurgeEntry append(String name) throws Exception {
        return log.append(entry(name), 0).await(10, TimeUnit.SECONDS);
    }

    private void publish(PurgeEntry entry) {
        vertx.eventBus().publish(Addresses.CACHE_PURGE, entry);
    }

    private static void eventually(Told told, String... words) {
        Eventually.until("told " + List.of(words), () -> told.words.equals(List.of(words)));
    }

    @Test
    void carriesOutWhatTheBusBringsAndSaysSo() throws Exception {
        append("zero");
        Told told = new Told();
        PurgeFollower follower = follow(told, false);
        PurgeEntry one = append("one");

        publish(one);

        eventually(told, "reached", "one", "reached");
        Eventually.until("its word", () -> done.contains(new PurgeDone(one.id(), one.number(), "edge-0")));
        assertThat(follower.number()).isEqualTo(one.number());
        done.clear();
        publish(one);
        Eventually.until("its word again", () -> !done.isEmpty());
        assertThat(told.words).containsExactly("reached", "one", "reached");
    }

    @Test
    void findsInTheLogWhatTheBusHasLost() throws Exception {
        append("zero");
        Told told = new Told();
        PurgeFollower follower = follow(told, false);

        append("one");
        append("two");
        PurgeEntry three = append("three");

        eventually(told, "reached", "three", "two", "one", "reached");
        assertThat(follower.number()).isEqualTo(three.number());
        Eventually.until("its word", () -> done.contains(new PurgeDone(three.id(), three.number(), "edge-0")));
    }

    @Test
    void whoKeepsNothingBeginsAtTheEndAndWhoDoesReadsTheHistory() throws Exception {
        append("one");
        append("two");
        Told edge = new Told();
        Told tier = new Told();

        follow(edge, false);
        follow(tier, true);

        assertThat(edge.words).containsExactly("reached");
        assertThat(tier.words).containsExactly("two", "one", "reached");
    }

    @Test
    void aHistoryThatDoesNotGoBackToTheBeginningIsKnownSinceThen() throws Exception {
        PurgeEntry one = append("one");
        append("two");
        log.delete(one.place()).await(10, TimeUnit.SECONDS);
        Told told = new Told();

        follow(told, true);

        assertThat(told.words).containsExactly("two", "since", "reached");
    }

    @Test
    void hasMissedPurgesWhenTheLogIsGone() throws Exception {
        append("one");
        Told told = new Told();
        PurgeFollower follower = follow(told, false);

        running.environment().store().delete(StoreKeys.purges()).await(10, TimeUnit.SECONDS);

        eventually(told, "reached", "missed");
        assertThat(follower.number()).isZero();
        append("two");
        eventually(told, "reached", "missed", "two", "reached");
    }

    @Test
    void hasMissedPurgesWhenAnEntryIsGone() throws Exception {
        append("zero");
        Told told = new Told();
        follow(told, false);
        PurgeEntry lost = append("lost");
        log.delete(lost.place()).await(10, TimeUnit.SECONDS);

        append("two");

        Eventually.until("missed", () -> told.words.contains("missed"));
        assertThat(told.words).endsWith("missed").doesNotContain("lost");
    }

    /** A store that comes back with older contents, on which somebody goes on writing. */
    @Test
    void hasMissedPurgesWhenTheLogHasAnotherHistory() throws Exception {
        append("zero");
        Buffer old = running.environment()
                .store()
                .get(StoreKeys.purges())
                .await(10, TimeUnit.SECONDS)
                .get();
        append("one");
        Told told = new Told();
        PurgeFollower follower = follow(told, false);

        running.environment().store().put(StoreKeys.purges(), old).await(10, TimeUnit.SECONDS);
        PurgeEntry other = log.append(entry("other"), follower.number()).await(10, TimeUnit.SECONDS);

        Eventually.until("missed", () -> told.words.contains("missed"));
        Eventually.until("caught up", () -> follower.number() == other.number());
    }

    @Test
    void aPurgeWithoutANumberCountsOnceAlsoWhenItGetsOne() throws Exception {
        append("zero");
        Told told = new Told();
        PurgeFollower follower = follow(told, false);
        PurgeEntry one = entry("one");

        publish(one);
        publish(one);
        eventually(told, "reached", "now one");
        PurgeEntry numbered = log.append(one, 0).await(10, TimeUnit.SECONDS);
        publish(numbered);

        eventually(told, "reached", "now one", "reached");
        assertThat(follower.number()).isEqualTo(numbered.number());
    }

    @Test
    void itsOwnPurgeIsNotCarriedOutAgain() throws Exception {
        append("zero");
        Told told = new Told();
        PurgeFollower follower = follow(told, false);
        PurgeEntry own = entry("own");
        follower.ownPurge(own.id());

        PurgeEntry numbered = log.append(own, 0).await(10, TimeUnit.SECONDS);
        publish(numbered);

        eventually(told, "reached", "reached");
        Eventually.until("its word", () -> done.contains(new PurgeDone(own.id(), numbered.number(), "edge-0")));
    }

    @Test
    void manyWritersMakeOneChain() throws Exception {
        List<io.vertx.core.Future<PurgeEntry>> appended = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            appended.add(log.append(entry("e" + i), 0));
        }
        io.vertx.core.Future.all(appended).await(10, TimeUnit.SECONDS);
        Told told = new Told();

        follow(told, true);

        assertThat(told.words).hasSize(13).doesNotHaveDuplicates().endsWith("reached");
        assertThat(appended.stream().map(each -> each.result().number())).doesNotHaveDuplicates();
    }

    @Test
    void isNotCurrentAfterAPauseUntilItHasLookedAgain() throws Exception {
        PurgeFollower follower = follow(new Told(), false);
        long now = System.nanoTime();

        assertThat(follower.isCurrent(now)).isTrue();
        assertThat(follower.isCurrent(now + TimeUnit.SECONDS.toNanos(10))).isFalse();
        Eventually.until("looked again", () -> follower.isCurrent(now + TimeUnit.MILLISECONDS.toNanos(3200)));
    }
}
