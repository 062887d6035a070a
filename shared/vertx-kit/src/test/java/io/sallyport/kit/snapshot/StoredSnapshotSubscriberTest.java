package io.sallyport.kit.snapshot;

import static io.sallyport.kit.VertxFixture.await;
import static io.sallyport.kit.snapshot.Subscriptions.FAST;
import static io.sallyport.kit.snapshot.Subscriptions.NO_TIMER;
import static io.sallyport.kit.snapshot.Subscriptions.content;
import static io.sallyport.kit.snapshot.Subscriptions.publish;
import static io.sallyport.kit.snapshot.Subscriptions.publisher;
import static io.sallyport.kit.snapshot.Subscriptions.subscriber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.Environments;
import io.sallyport.kit.VertxFixture;
import io.sallyport.kit.bus.BusCodecs;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.Stores;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredSnapshotSubscriberTest {
    private final List<Long> applied = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private Store store;
    private ServiceEnvironment environment;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        BusCodecs.register(vertx);
        store = Stores.open(vertx, Environments.memory());
        environment = Environments.of(vertx, store);
    }

    @AfterEach
    void close() {
        await(store.close());
        VertxFixture.close(vertx);
    }

    @Test
    void pullsWhatWasPublishedBeforeItCame() {
        lay(7);

        try (StoredSnapshotSubscriber<RouteSnapshot> subscriber = subscriber(environment, NO_TIMER, applied)) {
            await(subscriber.first());

            assertThat(subscriber.generation()).isEqualTo(7);
            assertThat(subscriber.problem()).isEmpty();
            assertThat(applied).containsExactly(7L);
        }
    }

    @Test
    void followsAnnouncementsWithoutItsTimer() {
        try (StoredSnapshotPublisher<RouteSnapshot> publisher = publisher(environment)) {
            await(publish(publisher, "a"));
            StoredSnapshotSubscriber<RouteSnapshot> subscriber = subscriber(environment, NO_TIMER, applied);
            await(subscriber.first());

            await(publish(publisher, "b"));

            Eventually.until("it is applied", () -> subscriber.generation() == 2);
            subscriber.close();
        }
    }

    @Test
    void findsByItsTimerWhatNobodyAnnounced() {
        lay(1);
        try (StoredSnapshotSubscriber<RouteSnapshot> subscriber = subscriber(environment, FAST, applied)) {
            await(subscriber.first());

            lay(5);

            Eventually.until("it is applied", () -> subscriber.generation() == 5);
            assertThat(applied).containsExactly(1L, 5L);
        }
    }

    @Test
    void waitsForTheFirstSnapshotAndSaysSo() {
        try (StoredSnapshotSubscriber<RouteSnapshot> subscriber = subscriber(environment, FAST, applied)) {
            Eventually.until("it says so", () -> subscriber.problem().contains("no snapshot in the store yet"));
            assertThat(subscriber.first().isComplete()).isFalse();

            lay(1);

            await(subscriber.first());
            assertThat(subscriber.problem()).isEmpty();
        }
    }

    @Test
    void neverGoesBack() {
        lay(5);
        try (StoredSnapshotSubscriber<RouteSnapshot> subscriber = subscriber(environment, FAST, applied)) {
            await(subscriber.first());

            lay(4);
            await(vertx.timer(FAST.pull().multipliedBy(3).toMillis()));

            assertThat(subscriber.generation()).isEqualTo(5);
            assertThat(applied).containsExactly(5L);
        }
    }

    @Test
    void keepsTheLastGoodOneWhenTheNextIsRefused() {
        lay(1);
        StoredSnapshotSubscriber<RouteSnapshot> subscriber = StoredSnapshotSubscriber.open(
                environment,
                Subject.ROUTES,
                RouteSnapshot.class,
                snapshot -> snapshot.generation() == 2
                        ? Future.failedFuture("cluster shop is unknown")
                        : Future.succeededFuture(),
                FAST);
        await(subscriber.first());

        lay(2);

        Eventually.until(
                "it says so",
                () -> subscriber.problem().equals("routes: generation 2 not applied: cluster shop is unknown"));
        assertThat(subscriber.generation()).isEqualTo(1);
        lay(3);
        Eventually.until("the next one is applied", () -> subscriber.generation() == 3);
        assertThat(subscriber.problem()).isEmpty();
        subscriber.close();
    }

    @Test
    void survivesAnApplierThatThrowsAndBytesThatAreNoSnapshot() {
        AtomicInteger calls = new AtomicInteger();
        lay(1);
        StoredSnapshotSubscriber<RouteSnapshot> subscriber = StoredSnapshotSubscriber.open(
                environment,
                Subject.ROUTES,
                RouteSnapshot.class,
                snapshot -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("a defect");
                    }
                    return Future.succeededFuture();
                },
                FAST);
        await(subscriber.first());

        await(store.put(StoreKeys.snapshot(Subject.ROUTES), Buffer.buffer("{nonsense")));

        Eventually.until("it says so", () -> subscriber.problem().contains("not a RouteSnapshot"));
        assertThat(subscriber.generation()).isEqualTo(1);
        lay(2);
        Eventually.until("it goes on", () -> subscriber.generation() == 2);
        subscriber.close();
    }

    @Test
    void appliesOneAtATime() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Promise<Void>> gates = new CopyOnWriteArrayList<>();
        StoredSnapshotPublisher<RouteSnapshot> publisher = publisher(environment);
        await(publish(publisher, "1"));
        StoredSnapshotSubscriber<RouteSnapshot> subscriber = StoredSnapshotSubscriber.open(
                environment,
                Subject.ROUTES,
                RouteSnapshot.class,
                snapshot -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Promise<Void> gate = Promise.promise();
                    gates.add(gate);
                    return gate.future().onComplete(done -> running.decrementAndGet());
                },
                FAST);
        Eventually.until("the first is being applied", () -> gates.size() == 1);

        for (int i = 2; i <= 5; i++) {
            await(publish(publisher, Integer.toString(i)));
        }
        gates.get(0).complete();
        Eventually.until("the newest is being applied", () -> gates.size() == 2);
        gates.get(1).complete();

        Eventually.until("the newest is applied", () -> subscriber.generation() == 5);
        assertThat(most).hasValue(1);
        subscriber.close();
        publisher.close();
    }

    /** Who waits for hours asks no more often than who has begun to. */
    @Test
    void asksNoMoreOftenTheLongerItWaits() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger ticks = new AtomicInteger();
        Store counting = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (of, method, given) -> {
                    asked.addAndGet(method.getName().equals("get") ? 1 : 0);
                    return method.invoke(store, given);
                });
        Duration pace = Duration.ofMillis(20);
        SnapshotTimings timings = new SnapshotTimings(Duration.ofSeconds(6), Duration.ofMillis(50), pace, pace);
        try (StoredSnapshotSubscriber<RouteSnapshot> waiting =
                subscriber(Environments.of(vertx, counting), timings, applied)) {
            vertx.setPeriodic(pace.toMillis(), tick -> ticks.incrementAndGet());

            Eventually.until("it has waited for a while", () -> ticks.get() >= 75);

            assertThat(asked.get()).isLessThan(4 * ticks.get());
            assertThat(waiting.generation()).isZero();
        }
    }

    @Test
    void startsBeforeItsStore() {
        try (RedisServer server = RedisServer.start()) {
            server.kill();
            Store redis = Stores.open(vertx, new StoreConfig(server.url(), Duration.ofMillis(200)));
            StoredSnapshotSubscriber<RouteSnapshot> subscriber =
                    subscriber(Environments.of(vertx, redis), FAST, applied);
            Eventually.until("it says so", () -> subscriber.problem().contains("127.0.0.1:" + server.port()));

            server.restart();
            Eventually.until("the store is back", () -> redis.state().connected());
            lay(redis, 3);

            await(subscriber.first());
            assertThat(applied).containsExactly(3L);
            subscriber.close();
            await(redis.close());
        }
    }

    @Test
    void appliesNothingAfterItIsClosed() {
        StoredSnapshotSubscriber<RouteSnapshot> subscriber = subscriber(environment, FAST, applied);

        subscriber.close();

        assertThatThrownBy(() -> await(subscriber.first())).hasMessageContaining("closed");
        lay(1);
        await(vertx.timer(FAST.pull().multipliedBy(2).toMillis()));
        assertThat(applied).isEmpty();
    }

    private void lay(long generation) {
        lay(store, generation);
    }

    private static void lay(Store in, long generation) {
        RouteSnapshot snapshot = content("digest " + generation).snapshot(generation, Instant.EPOCH);
        await(in.put(StoreKeys.snapshot(Subject.ROUTES), JsonCodec.bytes(snapshot)));
    }
}
