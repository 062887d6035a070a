package io.sallyport.kit.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.transport.Transport;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/**
 * Event loops beside those of Vert.x, each for one verticle that shares its thread with nobody: whatever else runs in the process,
 * such as its APIs and probes, is not kept waiting by it, and keeps it from nothing. Guard: called from one thread at a time.
 */
public final class OwnLoops {
    /** What Vert.x gives its own, and what nobody heeds any more. */
    private static final int IO_RATIO = 100;

    private static final long END_SECONDS = 2;

    private final VertxInternal vertx;
    private final EventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();

    private record Running(VerticleBase verticle, ContextInternal context, CloseFuture open) {}

    private OwnLoops(VertxInternal vertx, EventLoopGroup group) {
        this.vertx = vertx;
        this.group = group;
        for (EventExecutor loop : group) {
            loops.add((EventLoop) loop);
        }
    }

    /** @param count how many, on as many threads */
    public static OwnLoops open(Vertx vertx, int count) {
        VertxInternal all = ((VertxInternal) vertx).getOrCreateContext().owner();
        EventLoopGroup group =
                all.transport().eventLoopGroup(Transport.IO_EVENT_LOOP_GROUP, count, threads(all), IO_RATIO);
        return new OwnLoops(all, group);
    }

    /** The one that makes the threads of Vert.x, which are watched for being blocked. */
    private static ThreadFactory threads(VertxInternal vertx) {
        try {
            Field factory = vertx.getClass().getDeclaredField("eventLoopThreadFactory");
            factory.setAccessible(true);
            return (ThreadFactory) factory.get(vertx);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Vert.x makes its threads elsewhere", e);
        }
    }

    /** Starts a verticle on one of them; what it opens is closed with it. */
    public Future<Void> deploy(VerticleBase verticle, int loop) {
        CloseFuture open = new CloseFuture();
        ContextInternal context = vertx.contextBuilder()
                .withEventLoop(loops.get(loop))
                .withCloseFuture(open)
                .build();
        running.add(new Running(verticle, context, open));
        Promise<Void> started = Promise.promise();
        context.runOnContext(go -> start(verticle, context).<Void>mapEmpty().onComplete(started));
        return started.future();
    }

    private static Future<?> start(VerticleBase verticle, ContextInternal context) {
        try {
            return verticle.deploy(context);
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    /** As {@link EventLoopWatch#start(Vertx, IntFunction)}, of these. */
    public EventLoopWatch watch(IntFunction<LongConsumer> late) {
        return EventLoopWatch.start(List.copyOf(loops), late);
    }

    /** Stops the verticles, closes what they have left open, and ends the threads. */
    public Future<Void> close() {
        List<Future<?>> stopping = new ArrayList<>();
        for (Running each : running) {
            Promise<Void> stopped = Promise.promise();
            each.context.runOnContext(
                    go -> stop(each).transform(done -> each.open.close()).onComplete(stopped));
            stopping.add(stopped.future());
        }
        running.clear();
        return Future.join(stopping).transform(stopped -> end());
    }

    private static Future<?> stop(Running running) {
        try {
            return running.verticle.undeploy(running.context);
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Void> end() {
        Promise<Void> ended = Promise.promise();
        group.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS).addListener(done -> ended.complete());
        return ended.future();
    }
}
