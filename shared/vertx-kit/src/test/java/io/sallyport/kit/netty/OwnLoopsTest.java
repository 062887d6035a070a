package io.sallyport.kit.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnLoopsTest {
    private final Vertx vertx = Vertx.vertx();

    private static final class Sample extends VerticleBase {
        private final AtomicInteger ticks = new AtomicInteger();
        private volatile Thread thread;
        private volatile HttpServer server;
        private volatile boolean stopped;

        @Override
        public Future<?> start() {
            thread = Thread.currentThread();
            vertx.setPeriodic(1, tick -> ticks.incrementAndGet());
            server = vertx.createHttpServer()
                    .requestHandler(request -> request.response().end());
            return server.listen(0, "127.0.0.1");
        }

        @Override
        public Future<?> stop() {
            stopped = true;
            return Future.succeededFuture();
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void eachVerticleHasAThreadThatNobodyElseHas() throws Exception {
        OwnLoops loops = OwnLoops.open(vertx, 2);
        Sample first = new Sample();
        Sample second = new Sample();
        await(loops.deploy(first, 0));
        await(loops.deploy(second, 1));
        assertThat(first.thread).isNotSameAs(second.thread);
        AtomicInteger met = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            await(vertx.deployVerticle(new VerticleBase() {
                @Override
                public Future<?> start() {
                    boolean shared = Thread.currentThread() == first.thread || Thread.currentThread() == second.thread;
                    met.addAndGet(shared ? 1 : 0);
                    return Future.succeededFuture();
                }
            }));
        }
        assertThat(met.get()).isZero();
        await(loops.close());
    }

    @Test
    void whatAVerticleHasOpenedEndsWithIt() throws Exception {
        OwnLoops loops = OwnLoops.open(vertx, 1);
        Sample sample = new Sample();
        await(loops.deploy(sample, 0));
        Eventually.until("ticks", () -> sample.ticks.get() > 0);
        await(loops.close());
        assertThat(sample.stopped).isTrue();
        Eventually.until("its thread has ended", () -> !sample.thread.isAlive());
        assertThat(await(vertx.createNetClient()
                        .connect(sample.server.actualPort(), "127.0.0.1")
                        .map("open")
                        .otherwise("refused")))
                .isEqualTo("refused");
    }

    @Test
    void aVerticleThatFailsSaysSo() throws Exception {
        OwnLoops loops = OwnLoops.open(vertx, 1);
        Future<Void> failed = loops.deploy(
                new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        throw new IllegalStateException("not today");
                    }
                },
                0);
        Eventually.until("its failure", failed::failed);
        assertThat(failed.cause()).hasMessage("not today");
        await(loops.close());
    }
}
