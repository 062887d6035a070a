package io.sallyport.edge.shared;

import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.ChunkQuestion;
import io.sallyport.edge.cache.SharedTier;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A large body, fetched chunk by chunk in order, a few ahead of the reader and never more. A chunk that does not come is
 * asked of another instance, since all of them reach the store; one that has not the right name, number and length ends the
 * reading. Owner: the loop's thread.
 */
final class BusPieces implements SharedTier.Pieces {
    /** Chunks asked for and not yet read. */
    static final int AHEAD = 3;

    private final BusCalls calls;
    private final Instances instances;
    private final Source source;
    private final long millis;
    private final TierFigures figures;
    private final Runnable closed;
    private final Deque<Future<Buffer>> ahead = new ArrayDeque<>(AHEAD);
    private final int count;
    private int asked;
    private boolean over;

    /** Where the chunks of an object are. */
    record Source(Instance instance, byte[] key, String object, long length) {
        /** Bytes of a chunk. */
        int size(int index) {
            return (int) Math.min(Chunk.SIZE, length - (long) index * Chunk.SIZE);
        }
    }

    /**
     * @param millis longest time for one call
     * @param closed called once, when no further piece will be read
     */
    BusPieces(BusCalls calls, Instances instances, Source source, long millis, TierFigures figures, Runnable closed) {
        this.calls = calls;
        this.instances = instances;
        this.source = source;
        this.millis = millis;
        this.figures = figures;
        this.closed = closed;
        this.count = Chunk.count(source.length());
    }

    @Override
    public Future<Buffer> next() {
        if (over) {
            return Future.failedFuture("closed");
        }
        while (ahead.size() < AHEAD && asked < count) {
            ahead.add(fetch(asked++));
        }
        Future<Buffer> first = ahead.poll();
        if (first == null) {
            close();
            return Future.succeededFuture(Buffer.buffer());
        }
        return first.onFailure(this::lost);
    }

    private void lost(Throwable why) {
        if (!over) {
            figures.pieceLost();
            close();
        }
    }

    private Future<Buffer> fetch(int index) {
        Promise<Buffer> fetched = Promise.promise();
        ask(source.instance(), index)
                .recover(failure -> elsewhere(index, failure))
                .onComplete(fetched);
        return fetched.future();
    }

    private Future<Buffer> elsewhere(int index, Throwable failure) {
        Instance other = over ? null : another();
        return other == null ? Future.failedFuture(failure) : ask(other, index);
    }

    private @Nullable Instance another() {
        return instances.pick(Rendezvous.hash(source.key()), source.instance(), calls.now());
    }

    private Future<Buffer> ask(Instance instance, int index) {
        return calls.call(
                        instance,
                        instance.chunkAsk(),
                        new ChunkQuestion(source.key(), source.object(), index),
                        millis,
                        Chunk.class)
                .compose(chunk -> checked(chunk, index));
    }

    private Future<Buffer> checked(Chunk chunk, int index) {
        boolean right = chunk.object().equals(source.object())
                && chunk.index() == index
                && chunk.bytes().length == source.size(index);
        if (!right) {
            return Future.failedFuture("piece " + index + " is gone or damaged");
        }
        figures.cameIn(chunk.bytes().length);
        return Future.succeededFuture(Buffer.buffer(chunk.bytes()));
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            ahead.clear();
            closed.run();
        }
    }
}
