package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.RedisCluster;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Everything that a store promises, in a cluster; then slots that move and a primary that dies. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedisClusterStoreTest extends StoreContractTest {
    private static RedisCluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = RedisCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Override
    Store open(Vertx vertx) {
        return Stores.open(vertx, config());
    }

    private static StoreConfig config() {
        return new StoreConfig(cluster.url(), Duration.ofSeconds(5));
    }

    @Test
    void spreadsKeysOverAllServersAndFindsThemAgain() {
        List<String> keys = IntStream.range(0, 300).mapToObj(i -> key + ":" + i).toList();
        List<Future<Void>> puts =
                keys.stream().map(each -> store.put(each, Buffer.buffer(each))).toList();
        await(Future.all(puts));

        assertThat(keys).allSatisfy(each -> assertThat(await(store.get(each))).contains(Buffer.buffer(each)));
        assertThat(await(store.keys(key + ":"))).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(cluster.servers().subList(0, 3))
                .allSatisfy(server -> assertThat(server.ask("DBSIZE")).isNotEqualTo(":0\r\n+OK\r\n"));
    }

    @Test
    void keepsAStreamAndWhatBelongsToItInOneSlot() {
        String stream = key + ":stream";
        StreamWriter writer = StreamWriter.open(vertx, config(), stream, "edge-1");
        StreamReader one = StreamReader.open(vertx, config(), stream, "readers", "one");
        StreamReader two = StreamReader.open(vertx, config(), stream, "readers", "two");

        assertThat(await(writer.append(1, 3, Buffer.buffer("a"), 10))).isEqualTo(Appended.TAKEN);
        assertThat(await(writer.append(1, 3, Buffer.buffer("a"), 10))).isEqualTo(Appended.TAKEN);
        assertThat(await(writer.append(2, 9, Buffer.buffer("b"), 10))).isEqualTo(Appended.FULL);
        List<StreamEntry> read = await(one.next(10));
        assertThat(read).hasSize(1);
        assertThat(await(two.claim(Duration.ZERO, 10))).isEqualTo(1);
        assertThat(await(two.weight())).isEqualTo(3);
        assertThat(await(two.settle(Map.of(read.get(0).id(), 3)))).isEmpty();
        assertThat(await(two.weight())).isZero();
        assertThat(await(two.sweep(Duration.ZERO))).isGreaterThanOrEqualTo(0);

        await(Future.join(writer.close(), one.close(), two.close()));
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void followsASlotThatMoves() {
        RedisServer from = cluster.servers().get(0);
        RedisServer to = cluster.servers().get(1);
        String moving = IntStream.range(0, 1000)
                .mapToObj(i -> "moving:" + i)
                .filter(each -> from.ask("CLUSTER KEYSLOT " + each).matches("(?s):[0-4]?[0-9]{1,3}\r\n.*"))
                .findFirst()
                .orElseThrow();
        String slot = from.ask("CLUSTER KEYSLOT " + moving).split("\r\n")[0].substring(1);
        await(store.put(moving, Buffer.buffer("here")));

        to.ask("CLUSTER SETSLOT " + slot + " IMPORTING " + cluster.id(from));
        from.ask("CLUSTER SETSLOT " + slot + " MIGRATING " + cluster.id(to));
        from.ask("MIGRATE 127.0.0.1 " + to.port() + " " + moving + " 0 5000");

        assertThat(await(store.get(moving))).as("ASK").contains(Buffer.buffer("here"));
        for (RedisServer server : List.of(to, from, cluster.servers().get(2))) {
            server.ask("CLUSTER SETSLOT " + slot + " NODE " + cluster.id(to));
        }
        assertThat(await(store.get(moving))).as("MOVED").contains(Buffer.buffer("here"));
        assertThat(await(store.increment(moving + ":n{" + moving + "}"))).isEqualTo(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void goesOnWhenAReplicaTakesOver() {
        RedisServer dead = cluster.servers().get(2);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            keys.add("failover:" + i);
            await(store.put("failover:" + i, Buffer.buffer("x")));
        }
        Eventually.until("replicas have it all", () -> dead.ask("WAIT 1 1000").startsWith(":1"));
        long from = System.nanoTime();

        dead.kill();

        Eventually.until(
                "every key is served",
                () -> keys.stream().map(each -> store.put(each, Buffer.buffer("y"))).toList().stream()
                        .allMatch(put -> put.transform(done -> Future.succeededFuture(done.succeeded()))
                                .await()));
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(15));
        Eventually.until("all is well", () -> store.state().connected());
    }
}
