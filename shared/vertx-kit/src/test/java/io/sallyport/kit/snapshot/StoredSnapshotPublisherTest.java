package io.sallyport.kit.snapshot;

import static io.sallyport.kit.VertxFixture.await;
import static io.sallyport.kit.snapshot.Subscriptions.FAST;
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
import io.sallyport.kit.store.StoreUnavailableException;
import io.sallyport.kit.store.Stores;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredSnapshotPublisherTest {
    private static final String KEY = StoreKeys.snapshot(Subject.ROUTES);

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
    void numbersFromOneAndStores() {
        try (StoredSnapshotPublisher<RouteSnapshot> publisher = publisher(environment)) {
            assertThat(await(publish(publisher, "a"))).isEqualTo(1);
            assertThat(await(publish(publisher, "b"))).isEqualTo(2);

            assertThat(stored().generation()).isEqualTo(2);
            assertThat(stored().digest()).isEqualTo("b");
            assertThat(publisher.leads()).isTrue();
            assertThat(publisher.problem()).isEmpty();
        }
    }

    @Test
    void givesTheSameContentNoNewNumber() {
        try (StoredSnapshotPublisher<RouteSnapshot> publisher = publisher(environment)) {
            await(publish(publisher, "a"));

            assertThat(await(publish(publisher, "a"))).isEqualTo(1);
            assertThat(await(publish(publisher, "b"))).isEqualTo(2);
            assertThat(await(publish(publisher, "a"))).isEqualTo(3);
        }
    }

    @Test
    void carriesOutPublishesInTheirOrder() {
        try (StoredSnapshotPublisher<RouteSnapshot> publisher = publisher(environment)) {
            for (int i = 1; i < 50; i++) {
                publish(publisher, "digest " + i);
            }

            assertThat(await(publish(publisher, "digest 50"))).isEqualTo(50);
            assertThat(stored().digest()).isEqualTo("digest 50");
        }
    }

    @Test
    void usesNoNumberAgainAfterARestart() {
        StoredSnapshotPublisher<RouteSnapshot> first = publisher(environment);
        await(publish(first, "a"));
        await(publish(first, "b"));
        first.close();

        try (StoredSnapshotPublisher<RouteSnapshot> second = publisher(environment)) {
            assertThat(await(publish(second, "b"))).isEqualTo(2);
            assertThat(await(publish(second, "c"))).isEqualTo(3);
        }
    }

    @Test
    void standsByWhileAnotherLeadsAndTakesOverItsOwnContent() {
        StoredSnapshotPublisher<RouteSnapshot> first = publisher(environment);
        assertThat(await(publish(first, "a"))).isEqualTo(1);
        StoredSnapshotPublisher<RouteSnapshot> second = publisher(environment);

        assertThatThrownBy(() -> await(publish(second, "b"))).isInstanceOf(SnapshotPublisher.NotLeaderException.class);
        assertThat(second.leads()).isFalse();
        assertThat(stored().digest()).isEqualTo("a");

        first.close();
        Eventually.until("the second publishes", () -> stored().digest().equals("b"));
        assertThat(stored().generation()).isEqualTo(2);
        assertThatThrownBy(() -> await(publish(first, "z"))).isInstanceOf(SnapshotPublisher.NotLeaderException.class);
        second.close();
    }

    @Test
    void stopsLeadingWhenItsLeaseIsLost() {
        try (StoredSnapshotPublisher<RouteSnapshot> publisher = publisher(environment)) {
            await(publish(publisher, "a"));

            await(store.put(StoreKeys.lease("snapshot:routes"), Buffer.buffer("somebody else")));

            Eventually.until("it does not lead", () -> !publisher.leads());
            assertThatThrownBy(() -> await(publish(publisher, "b")))
                    .isInstanceOf(SnapshotPublisher.NotLeaderException.class);
        }
    }

    @Test
    void neverOverwritesANewerGeneration() {
        SnapshotShelf<RouteSnapshot> slow = new SnapshotShelf<>(store, Subject.ROUTES, RouteSnapshot.class);
        SnapshotShelf<RouteSnapshot> quick = new SnapshotShelf<>(store, Subject.ROUTES, RouteSnapshot.class);
        await(slow.newest());
        long lower = await(slow.nextGeneration());
        await(quick.newest());
        long higher = await(quick.nextGeneration());
        await(quick.put(snapshot(higher)));

        assertThatThrownBy(() -> await(slow.put(snapshot(lower))))
                .isInstanceOf(SnapshotPublisher.NotLeaderException.class);

        assertThat(stored().generation()).isEqualTo(higher);
    }

    @Test
    void goesOnAboveTheHighestNumberWhenTheStoreLosesEverything() {
        try (StoredSnapshotPublisher<RouteSnapshot> publisher = publisher(environment)) {
            await(publish(publisher, "a"));
            await(publish(publisher, "b"));

            await(store.keys("sallyport:")).forEach(key -> await(store.delete(key)));

            Eventually.until("it is there again", () -> await(store.get(KEY)).isPresent());
            assertThat(stored().generation()).isEqualTo(3);
            assertThat(stored().digest()).isEqualTo("b");
        }
    }

    @Test
    void goesOnAboveWhatAnotherHasPublishedWhenItTakesOverAnEmptyStore() {
        StoredSnapshotPublisher<RouteSnapshot> first = publisher(environment);
        await(publish(first, "a"));
        StoredSnapshotPublisher<RouteSnapshot> second = publisher(environment);
        assertThatThrownBy(() -> await(publish(second, "c"))).isInstanceOf(SnapshotPublisher.NotLeaderException.class);
        await(publish(first, "b"));

        await(store.put(StoreKeys.lease("snapshot:routes"), Buffer.buffer("somebody else")));
        Eventually.until("nobody leads", () -> !first.leads() && !second.leads());
        first.close();
        await(store.keys("sallyport:")).forEach(key -> await(store.delete(key)));

        Eventually.until("the second publishes", () -> await(store.get(KEY)).isPresent());
        assertThat(stored().digest()).isEqualTo("c");
        assertThat(stored().generation()).isEqualTo(3);
        second.close();
    }

    @Test
    void goesOnAboveWhatIsRunThoughItHasHeardOfNothing() {
        List<Long> applied = new CopyOnWriteArrayList<>();
        try (StoredSnapshotSubscriber<RouteSnapshot> subscriber = subscriber(environment, FAST, applied)) {
            StoredSnapshotPublisher<RouteSnapshot> before = publisher(environment);
            for (String digest : List.of("a", "b", "c")) {
                await(publish(before, digest));
            }
            Eventually.until("it is applied", () -> subscriber.generation() == 3);
            before.close();
            await(store.keys("sallyport:")).forEach(key -> await(store.delete(key)));

            try (StoredSnapshotPublisher<RouteSnapshot> after = publisher(environment)) {
                await(publish(after, "d"));

                Eventually.until("it is applied", () -> subscriber.generation() == 4);
                assertThat(stored().digest()).isEqualTo("d");
                await(publish(after, "e"));
                Eventually.until("so is the next", () -> subscriber.generation() == 5);
            }
        }
    }

    @Test
    void saysNothingOfAFailureOnceAnotherOneLeads() {
        try (StoredSnapshotPublisher<RouteSnapshot> publisher = publisher(environment)) {
            await(publish(publisher, "a"));
            await(store.put(KEY, Buffer.buffer("no snapshot")));
            assertThatThrownBy(() -> await(publish(publisher, "b"))).isNotNull();
            assertThat(publisher.problem()).contains("not published");

            await(store.put(StoreKeys.lease("snapshot:routes"), Buffer.buffer("somebody else")));

            Eventually.until("it has no problem", () -> publisher.problem().isEmpty());
            assertThat(publisher.leads()).isFalse();
        }
    }

    @Test
    void saysThatTheStoreIsAwayAndPublishesWhenItIsBack() {
        try (RedisServer server = RedisServer.start()) {
            Store redis = Stores.open(vertx, new StoreConfig(server.url(), Duration.ofMillis(300)));
            StoredSnapshotPublisher<RouteSnapshot> publisher = publisher(Environments.of(vertx, redis));
            Eventually.until("it leads", publisher::leads);
            await(publish(publisher, "a"));

            server.freeze();
            assertThatThrownBy(() -> await(publish(publisher, "b"))).isInstanceOf(StoreUnavailableException.class);
            Eventually.until("it says so", () -> publisher.problem().contains("no answer"));
            server.thaw();
            Eventually.until("the store is back", () -> redis.state().connected());

            Eventually.until(
                    "it is published",
                    () -> await(redis.get(KEY))
                            .map(bytes -> JsonCodec.parse(bytes, RouteSnapshot.class)
                                    .digest()
                                    .equals("b"))
                            .orElse(false));
            Eventually.until("all is well", () -> publisher.problem().isEmpty());
            publisher.close();
            await(redis.close());
        }
    }

    private RouteSnapshot snapshot(long generation) {
        return Subscriptions.content("digest " + generation)
                .snapshot(generation, environment.clock().instant());
    }

    private RouteSnapshot stored() {
        return JsonCodec.parse(await(store.get(KEY)).orElseThrow(), RouteSnapshot.class);
    }
}
