package io.sallyport.edge.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.LimitDocument;
import io.sallyport.contract.policy.Rate;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.Stores;
import io.sallyport.policy.engine.gate.Allowance;
import io.sallyport.policy.engine.gate.Limit;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedLimitsTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private RedisServer server;
    private Store one;
    private Store other;

    @BeforeEach
    void open() {
        server = RedisServer.start();
        one = Stores.open(vertx, new StoreConfig(server.url(), Duration.ofSeconds(2)));
        other = Stores.open(vertx, new StoreConfig(server.url(), Duration.ofSeconds(2)));
        Eventually.until(
                "connected", () -> one.state().connected() && other.state().connected());
    }

    @AfterEach
    void close() throws Exception {
        one.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        other.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        server.close();
    }

    private static SharedLimits limits(Store store) {
        return new SharedLimits(store, new Buckets(), () -> 2, System::nanoTime);
    }

    private static Limit limit(String rate, int burst) {
        return Limit.of(
                "calm", new LimitDocument(Rate.parse(rate), Optional.of(burst), "all", LimitDocument.Scope.SHARED));
    }

    private void count(Allowance allowance) {
        (allowance.passes() ? passed : refused).incrementAndGet();
    }

    /** Asks so often, on a context of its own, the next when the one before has been answered. */
    private void ask(SharedLimits limits, Limit limit, int times) {
        Limit.Key key = new Limit.Key("calm", limit.gcra(), "");
        vertx.getOrCreateContext().runOnContext(go -> next(limits, limit, key, times));
    }

    private void next(SharedLimits limits, Limit limit, Limit.Key key, int left) {
        for (int i = left; i > 0; i--) {
            int rest = i - 1;
            Allowance known = limits.take(limit, key, later -> {
                count(later);
                vertx.runOnContext(go -> next(limits, limit, key, rest));
            });
            if (known == null) {
                return;
            }
            count(known);
        }
    }

    private void awaitAnswers(int count) {
        Eventually.until(count + " answers", () -> passed.get() + refused.get() >= count);
    }

    @Test
    void letsTwoEdgesPassTogetherWhatOneMay() {
        ask(limits(one), limit("100/h", 100), 300);
        ask(limits(other), limit("100/h", 100), 300);
        awaitAnswers(600);

        // What an edge has claimed and not used is lost, never doubled.
        assertThat(passed.get()).isBetween(75, 100);
    }

    @Test
    void asksTheStoreSeldomForABusyBucket() {
        List<Integer> claims = new ArrayList<>();
        Store counting = CountingStore.of(one, claims);
        ask(limits(counting), limit("100000/s", 100_000), 20_000);
        awaitAnswers(20_000);

        assertThat(passed).hasValue(20_000);
        assertThat(claims.size()).isLessThan(60);
    }

    @Test
    void countsAloneAndFailsNobodyWhileTheStoreIsAway() {
        server.close();
        Eventually.until("away", () -> !one.state().connected());
        ask(limits(one), limit("100/h", 100), 300);
        awaitAnswers(300);

        assertThat(passed.get()).isBetween(50, 100);
    }
}
