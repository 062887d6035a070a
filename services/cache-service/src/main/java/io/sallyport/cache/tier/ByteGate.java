package io.sallyport.cache.tier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets so many bytes be under way at a time and as many more wait in turn, so that bodies do not hold up what is small.
 */
final class ByteGate {
    private record Waiting(long bytes, Runnable start) {}

    private final long underWayMax;
    private final long waitingMax;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private long underWay;
    private long waiting;

    ByteGate(long underWayMax, long waitingMax) {
        this.underWayMax = underWayMax;
        this.waitingMax = waitingMax;
    }

    /** Makes the call when its turn has come; fails at once when too much is waiting. */
    <T> Future<T> pass(long bytes, Supplier<Future<T>> call) {
        if (queue.isEmpty() && hasRoom(bytes)) {
            return start(bytes, call);
        }
        if (waiting + bytes > waitingMax) {
            return Future.failedFuture("more than " + waitingMax + " bytes wait for the store");
        }
        Promise<T> promise = Promise.promise();
        waiting += bytes;
        queue.add(new Waiting(bytes, () -> start(bytes, call).onComplete(promise)));
        return promise.future();
    }

    /** Something alone may be larger than what is allowed. */
    private boolean hasRoom(long bytes) {
        return underWay == 0 || underWay + bytes <= underWayMax;
    }

    private <T> Future<T> start(long bytes, Supplier<Future<T>> call) {
        underWay += bytes;
        return call.get().onComplete((result, failure) -> {
            underWay -= bytes;
            next();
        });
    }

    private void next() {
        for (Waiting head = queue.peek(); head != null && hasRoom(head.bytes); head = queue.peek()) {
            queue.remove();
            waiting -= head.bytes;
            head.start.run();
        }
    }

    long waitingBytes() {
        return waiting;
    }
}
