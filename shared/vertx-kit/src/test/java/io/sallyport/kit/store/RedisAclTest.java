package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Secret;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.VertxFixture;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ACL rule of docs/store.md is enough for everything that we do, and not for more. */
@ExtendWith(LeakWatch.class)
class RedisAclTest {
    private static final Path DOCS = Path.of("..", "..", "docs", "store.md");
    private static final Duration LONG = Duration.ofMinutes(1);

    private RedisServer server;
    private Vertx vertx;
    private StoreConfig config;

    @BeforeEach
    void open() throws IOException {
        server = RedisServer.start();
        vertx = Vertx.vertx();
        config = new StoreConfig(
                server.url(), Duration.ofSeconds(3), "sallyport", new Secret("s3cret-of-test"), null, null);
    }

    @AfterEach
    void close() {
        VertxFixture.close(vertx);
        server.close();
    }

    /** The rule as administrators copy it, with a password of ours. */
    private static String rule() throws IOException {
        List<String> found = Files.readAllLines(DOCS).stream()
                .filter(line -> line.startsWith("user sallyport on "))
                .toList();
        assertThat(found).as("one rule in %s", DOCS).hasSize(1);
        return found.get(0).substring("user ".length()).replace(">PASSWORD", ">s3cret-of-test");
    }

    private void withRule(String rule) {
        assertThat(server.ask("ACL SETUSER " + rule)).startsWith("+OK");
        assertThat(server.ask("ACL SETUSER default off")).startsWith("+OK");
    }

    @Test
    void isEnoughForAllCallsOfAStore() throws IOException {
        withRule(rule());
        Store store = Stores.open(vertx, config);
        String key = StoreKeys.health();
        Buffer one = Buffer.buffer("1");

        await(store.put(key, one));
        await(store.put(key, one, LONG));
        assertThat(await(store.get(key))).contains(one);
        assertThat(await(store.putIfAbsent(StoreKeys.canaries(), one, LONG))).isTrue();
        assertThat(await(store.replace(key, one, Buffer.buffer("2"), LONG))).isTrue();
        assertThat(await(store.remove(key, Buffer.buffer("2")))).isTrue();
        assertThat(await(store.renew(List.of(StoreKeys.canaries()), LONG))).isEqualTo(1);
        assertThat(await(store.touch(List.of(StoreKeys.canaries(), StoreKeys.cacheTrial()))))
                .isEqualTo(1);
        assertThat(await(store.increment(StoreKeys.limit("a", "b", "c")))).isEqualTo(1);
        assertThat(await(store.claim(StoreKeys.limit("a", "b", "d"), 1_000_000, 10_000_000, 1))
                        .granted())
                .isEqualTo(1);
        assertThat(await(store.keys("sallyport:"))).isNotEmpty();
        await(store.delete(StoreKeys.canaries()));
        Eventually.until("advice", () -> !store.state().advice().isEmpty());

        assertThat(store.state().connected()).as(store.state().detail()).isTrue();
        await(store.close());
    }

    @Test
    void isEnoughForRecords() throws IOException {
        withRule(rule());
        StreamWriter writer = StreamWriter.open(vertx, config, StoreKeys.records(), "edge-1");
        StreamReader one = StreamReader.open(vertx, config, StoreKeys.records(), "collectors", "one");
        StreamReader two = StreamReader.open(vertx, config, StoreKeys.records(), "collectors", "two");

        assertThat(await(writer.append(1, 1, Buffer.buffer("a"), 10))).isEqualTo(Appended.TAKEN);
        String id = await(one.next(10)).get(0).id();
        assertThat(await(one.own("0", 10))).hasSize(1);
        assertThat(await(two.claim(Duration.ZERO, 10))).isEqualTo(1);
        assertThat(await(two.settle(Map.of(id, 1)))).isEmpty();
        assertThat(await(two.weight())).isZero();
        await(two.sweep(Duration.ZERO));

        await(Future.join(writer.close(), one.close(), two.close()));
    }

    @Test
    void aUserWithLessIsToldWhatIsMissing() throws IOException {
        withRule(rule().replace("+incr ", "").replace("~sallyport:*", "~sallyport:h*"));
        Store store = Stores.open(vertx, config);
        await(store.put(StoreKeys.health(), Buffer.buffer("1")));

        for (Future<?> call : List.of(store.increment(StoreKeys.health()), store.get(StoreKeys.canaries()))) {
            Eventually.until("an answer", call::isComplete);
            assertThat(call.cause())
                    .hasMessageContaining("the user lacks a right")
                    .hasMessageContaining("NOPERM");
        }
        assertThat(store.state().detail()).contains("lacks a right");
        await(store.close());
    }

    @Test
    void theRuleGivesNothingBeyond() throws IOException {
        withRule(rule());

        for (String command : List.of("SET other 1", "FLUSHALL", "CONFIG GET requirepass", "KEYS *", "SHUTDOWN")) {
            assertThat(server.ask("AUTH sallyport s3cret-of-test\r\n" + command))
                    .as(command)
                    .contains("-NOPERM");
        }
    }
}
