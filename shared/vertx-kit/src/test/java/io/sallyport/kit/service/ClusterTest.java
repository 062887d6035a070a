package io.sallyport.kit.service;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.SnapshotAnnouncement;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.settings.BusConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.bus.Refusals;
import io.sallyport.kit.bus.Samples;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.ReplyException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two members of one cluster, each with a Vertx and sockets of its own, on loopback. */
class ClusterTest {
    private static RunningEnvironment first;
    private static RunningEnvironment second;

    @BeforeAll
    static void openBoth() {
        String name = "test-" + UUID.randomUUID();
        int port = FreePort.pick();
        first = await(RunningEnvironment.open(config(name, port, List.of("127.0.0.1:" + port)), Path.of("config")));
        second = await(RunningEnvironment.open(
                config(name, FreePort.pick(), List.of("localhost:" + port)), Path.of("config")));
    }

    @AfterAll
    static void closeBoth() {
        await(second.close());
        await(first.close());
    }

    @Test
    void carriesAnAnnouncementToBoth() {
        AtomicReference<SnapshotAnnouncement> here = new AtomicReference<>();
        AtomicReference<SnapshotAnnouncement> there = new AtomicReference<>();
        await(first.environment()
                .vertx()
                .eventBus()
                .<SnapshotAnnouncement>consumer(Addresses.SNAPSHOT_ANNOUNCED, message -> here.set(message.body()))
                .completion());
        await(second.environment()
                .vertx()
                .eventBus()
                .<SnapshotAnnouncement>consumer(Addresses.SNAPSHOT_ANNOUNCED, message -> there.set(message.body()))
                .completion());
        SnapshotAnnouncement sent = Samples.announcement();

        Eventually.until("both have it", () -> {
            first.environment().vertx().eventBus().publish(Addresses.SNAPSHOT_ANNOUNCED, sent);
            return here.get() != null && there.get() != null;
        });

        assertThat(here.get()).isSameAs(sent);
        assertThat(there.get()).isEqualTo(sent).isNotSameAs(sent);
    }

    @Test
    void carriesABatchOfRecordsAndTheAnswerToIt() {
        AtomicReference<AccessBatch> received = new AtomicReference<>();
        await(second.environment()
                .vertx()
                .eventBus()
                .<AccessBatch>consumer(Addresses.ACCESS_LOG, message -> {
                    received.set(message.body());
                    message.reply(message.body().records().get(2).sequence());
                })
                .completion());

        Long answer = await(first.environment()
                .vertx()
                .eventBus()
                .<Long>request(Addresses.ACCESS_LOG, Samples.batch(), new DeliveryOptions().setSendTimeout(5000))
                .map(reply -> reply.body()));

        assertThat(answer).isEqualTo(105);
        assertThat(received.get()).isEqualTo(Samples.batch());
    }

    @Test
    void tellsEachWhoElseIsThere() {
        Roster here = first.environment().roster();
        Roster there = second.environment().roster();
        try (Roster.Registration one = here.announce(() -> BusRosterTest.instance("edge-proxy", "one", true));
                Roster.Registration two = there.announce(Samples::service)) {
            assertThat(one).isNotSameAs(two);

            Eventually.that(() -> assertThat(here.all())
                    .extracting(ServiceAnnouncement::instance)
                    .containsExactly("edge-1", "one"));
            Eventually.that(
                    () -> assertThat(there.all()).contains(Samples.service()).hasSize(2));
        }
    }

    @Test
    void refusesAndCountsWhatALaterReleaseMayHaveSent() {
        first.environment().vertx().eventBus().registerCodec(new Unreadable());
        second.environment().vertx().eventBus().registerCodec(new Unreadable());
        await(second.environment()
                .vertx()
                .eventBus()
                .consumer("there", message -> message.reply("read"))
                .completion());

        Eventually.that(() -> {
            Throwable refusal = await(first.environment()
                    .vertx()
                    .eventBus()
                    .request(
                            "there",
                            "later",
                            new DeliveryOptions().setCodecName("unreadable").setSendTimeout(5000))
                    .map(read -> new AssertionError("it was read"))
                    .<Throwable>map(read -> read)
                    .recover(Future::succeededFuture));
            assertThat(refusal).isInstanceOf(ReplyException.class).hasMessage("of a later release");
            assertThat(((ReplyException) refusal).failureCode()).isEqualTo(Refusals.UNREADABLE);
        });
        assertThat(second.environment().roster().bus().unreadable()).isPositive();
    }

    /** What one release writes and another cannot read. */
    private static final class Unreadable implements MessageCodec<String, String> {
        @Override
        public void encodeToWire(Buffer buffer, String text) {
            buffer.appendString(text);
        }

        @Override
        public String decodeFromWire(int position, Buffer buffer) {
            throw new IllegalArgumentException("of a later release");
        }

        @Override
        public String transform(String text) {
            return text;
        }

        @Override
        public String name() {
            return "unreadable";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }

    private static SuiteConfig config(String name, int port, List<String> members) {
        BusConfig bus = new BusConfig(true, name, members, "127.0.0.1", port);
        return new SuiteConfig(null, null, null, bus, null, null, null, null, null, null);
    }
}
