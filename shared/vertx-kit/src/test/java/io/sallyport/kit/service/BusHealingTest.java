package io.sallyport.kit.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.sallyport.kit.cluster.BusHealth;
import io.sallyport.testkit.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** This JVM and two others behind relays, to which everything happens that a network and a machine can do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BusHealingTest {
    /** Heartbeats are missed for ten seconds, clusters look for each other every ten, and the machine is slow. */
    private static final Duration HEALS = Duration.ofSeconds(90);

    /** Two rounds of the watch on a slow machine. */
    private static final Duration RESTORES = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static RelayedMember here;
    private static RelayedMember cut;
    private static RelayedMember frozen;

    @BeforeAll
    static void startAll() {
        here = RelayedMember.plan("here", folder);
        cut = RelayedMember.plan("cut", folder);
        frozen = RelayedMember.plan("frozen", folder);
        cut.launch(cut.join(here, frozen));
        frozen.launch(frozen.join(here, cut));
        here.openHere(here.join(cut, frozen));
        cut.awaitReady();
        frozen.awaitReady();
        everybodyAnswers(RelayedMember.START);
    }

    @AfterAll
    static void closeAll() {
        frozen.close();
        cut.close();
        here.close();
    }

    private static void everybodyAnswers(Duration bound) {
        Eventually.that(bound, () -> {
            assertThat(here.ask("peer.cut", "you")).isEqualTo("cut heard you");
            assertThat(here.ask("peer.frozen", "you")).isEqualTo("frozen heard you");
        });
        Eventually.that(bound, () -> assertThat(news()).isEqualTo(2));
        Eventually.that(bound, () -> assertThat(bus().problems()).isEmpty());
        Eventually.that(bound, () -> assertThat(bus().audible()).isEqualTo(2));
    }

    /** How many of the two a publication reaches. */
    private static int news() {
        long cutBefore = heard("cut");
        long frozenBefore = heard("frozen");
        here.environment().environment().vertx().eventBus().publish("peer.news", "news");
        return (heard("cut") > cutBefore ? 1 : 0) + (heard("frozen") > frozenBefore ? 1 : 0);
    }

    private static long heard(String name) {
        String answer = here.ask("peer.heard." + name, "how many");
        return answer.startsWith("(") ? Long.MAX_VALUE : Long.parseLong(answer);
    }

    private static BusHealth bus() {
        return here.environment().environment().roster().bus();
    }

    private static HazelcastInstance cluster() {
        return Hazelcast.getAllHazelcastInstances().stream()
                .filter(each -> each.getConfig()
                        .getClusterName()
                        .equals(folder.getFileName().toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void talksThroughRelaysOnly() {
        assertThat(here.membership().carried() + cut.membership().carried()).isPositive();
        assertThat(cut.messages().carried()).isPositive();
        long before = cut.messages().bytes();

        cut.messages().hold();
        assertThat(here.ask("peer.cut", "nobody")).startsWith("(TIMEOUT,-1)");
        cut.messages().pass();

        everybodyAnswers(HEALS);
        assertThat(cut.messages().bytes()).isGreaterThan(before);
    }

    /** Members all the time, and each has held the others for silent. */
    @Test
    @Order(2)
    void hearsAgainAfterASilenceOfAllThatEndedNoMembership() {
        here.messages().cut();
        cut.messages().cut();
        frozen.messages().cut();
        Eventually.that(
                HEALS,
                () -> assertThat(bus().problems())
                        .containsExactly("bus: nothing comes from or reaches 2 of 2 other members"));
        assertThat(cluster().getCluster().getMembers()).hasSize(3);

        here.messages().pass();
        cut.messages().pass();
        frozen.messages().pass();
        everybodyAnswers(HEALS);
    }

    @Test
    @Order(3)
    void registersAgainWhatTheClusterHasLost() {
        cluster().getMultiMap("__vertx.subs").clear();
        cluster().getMap("__vertx.nodeInfo").clear();

        Eventually.that(RESTORES, () -> assertThat(bus().restored()).isPositive());
        everybodyAnswers(RESTORES);
    }

    @Test
    @Order(4)
    void comesTogetherAfterAPartitionAndAPauseAtOnce() {
        cut.membership().hold();
        cut.messages().hold();
        here.membership().hold();
        here.messages().hold();
        frozen.process().freeze();

        Eventually.that(
                HEALS, () -> assertThat(cluster().getCluster().getMembers()).hasSize(1));
        assertThat(here.ask("peer.cut", "anybody")).startsWith("(");

        cut.membership().pass();
        cut.messages().pass();
        here.membership().pass();
        here.messages().pass();
        frozen.process().thaw();
        everybodyAnswers(HEALS);
    }

    @Test
    @Order(5)
    void knowsWhoIsDeadAndTakesItBack() {
        cut.process().kill();
        Eventually.that(HEALS, () -> assertThat(here.ask("peer.cut", "anybody")).startsWith("(NO_HANDLERS"));

        cut.start(cut.join(here, frozen));
        everybodyAnswers(HEALS);
    }
}
