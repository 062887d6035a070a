package io.sallyport.cache.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GuardedStoreTest {
    private final Vertx vertx = Vertx.vertx();
    private final Store store = Stores.open(vertx, new StoreConfig("memory", null));
    private boolean broken;
    private int calls;
    private long nanos;
    private final GuardedStore guarded = new GuardedStore(watched(), () -> nanos, new Metrics());

    private Store watched() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, args) -> {
                    calls++;
                    try {
                        return broken ? Future.failedFuture("broken") : method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @AfterEach
    void close() throws Exception {
        store.close().await(5, TimeUnit.SECONDS);
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    private void fail() {
        broken = true;
        for (int i = 0; i < Breaker.FAILURES; i++) {
            guarded.read(used -> used.get("a"));
            guarded.write(used -> used.put("a", Buffer.buffer("b"), Duration.ofSeconds(9)));
        }
        assertThat(guarded.isPaused()).isTrue();
        calls = 0;
    }

    @Test
    void noticesByItselfThatTheStoreIsBack() {
        fail();
        broken = false;

        guarded.retry();
        assertThat(guarded.isPaused()).isTrue();
        nanos += Breaker.PAUSE_NANOS;
        guarded.retry();

        assertThat(guarded.isPaused()).isFalse();
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void triesOnceInASecondWhileItIsAwayAndNeverOtherwise() {
        guarded.retry();
        assertThat(calls).isZero();

        fail();
        nanos += Breaker.PAUSE_NANOS;
        guarded.retry();
        guarded.retry();

        assertThat(guarded.isPaused()).isTrue();
        assertThat(calls).isEqualTo(2);
    }
}
