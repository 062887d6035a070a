package io.sallyport.edge.cache;

import static io.sallyport.edge.cache.Samples.entry;
import static io.sallyport.edge.cache.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.PurgeCommand;
import io.sallyport.contract.cache.PurgeCommand.Scope;
import io.sallyport.contract.cache.PurgeResult;
import io.sallyport.kit.bus.BusCodecs;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Vertx;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PurgeConsumerTest {
    private final Vertx vertx = Vertx.vertx();
    private final MemoryCache cache = new MemoryCache(Samples.config(1 << 20, 1 << 16));
    private final Queue<PurgeResult> results = new ConcurrentLinkedQueue<>();
    private PurgeConsumer consumer;

    @BeforeEach
    void start() throws Exception {
        BusCodecs.register(vertx);
        consumer = PurgeConsumer.start(vertx, cache, PurgeConsumerTest::keys, "edge-1")
                .await(10, TimeUnit.SECONDS);
        vertx.eventBus()
                .<PurgeResult>consumer(Addresses.CACHE_PURGED, message -> results.add(message.body()))
                .completion()
                .await(10, TimeUnit.SECONDS);
        for (String url : new String[] {"http://a.example/1", "http://a.example/2", "http://b.example/1"}) {
            put(key(url));
        }
    }

    @AfterEach
    void stop() throws Exception {
        consumer.stop().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void carriesOutEachScopeAndSaysSo() {
        assertThat(purge(Scope.URL, "http://A.example:80/1").removed()).isEqualTo(1);
        assertThat(purge(Scope.PREFIX, "http://a.example").removed()).isEqualTo(1);
        assertThat(purge(Scope.EVERYTHING, "").removed()).isEqualTo(1);
        assertThat(purge(Scope.URL, "no url").removed()).isZero();
        assertThat(results).extracting(PurgeResult::edge).containsOnly("edge-1");
    }

    @Test
    void aRepeatedCommandIsAnsweredAgainAndNotCarriedOutTwice() {
        PurgeCommand command = new PurgeCommand(UUID.randomUUID(), Scope.URL, "http://a.example/1");
        PurgeResult first = send(command);
        put(key("http://a.example/1"));

        PurgeResult second = send(command);

        assertThat(second).isEqualTo(first);
        assertThat(cache.find(key("http://a.example/1")).isEmpty()).isFalse();
    }

    private static Set<CacheKey> keys(String url) {
        CacheKey key = CacheKey.parse(url, "");
        return key == null ? Set.of() : Set.of(key);
    }

    private PurgeResult purge(Scope scope, String value) {
        return send(new PurgeCommand(UUID.randomUUID(), scope, value));
    }

    private PurgeResult send(PurgeCommand command) {
        int before = results.size();
        vertx.eventBus().publish(Addresses.CACHE_PURGE, command);
        Eventually.until("the purge is answered", () -> results.size() > before);
        return results.stream()
                .filter(result -> result.id().equals(command.id()))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private void put(CacheKey key) {
        cache.put(key, entry("x"), cache.mark(key));
    }
}
