package io.sallyport.cache.tier;

import io.sallyport.cache.record.ChunkForm;
import io.sallyport.cache.record.SharedEntry;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.kit.store.Store;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Pieces of large bodies. They are written before the record that names them, with a short life of their own, so that what
 * never gets a record goes away; the record gives them its own life.
 */
public final class Chunks {
    private static final Duration UNNAMED = Duration.ofMinutes(Chunk.UNNAMED_MINUTES);

    /** For readers that are in the middle of a body when it is replaced. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    /** What a piece of a body is like. */
    public enum State {
        /** As it was put. */
        WHOLE,
        /** Gone, or not what was put. */
        LOST,
        /** The store did not answer. */
        UNKNOWN
    }

    /**
     * A piece that was asked for.
     *
     * @param bytes of {@code WHOLE}; else empty
     */
    public record Piece(State state, byte[] bytes) {}

    private static final Piece UNKNOWN = new Piece(State.UNKNOWN, new byte[0]);

    private final GuardedStore store;
    private final MemoryTier memory;
    private final Records records;

    public Chunks(GuardedStore store, MemoryTier memory, Records records) {
        this.store = store;
        this.memory = memory;
        this.records = records;
    }

    /** Completes with whether the store has taken it. */
    public Future<Boolean> put(String object, int index, byte[] piece) {
        String name = StoreKeys.cachedChunk(object, index);
        Buffer bytes = Buffer.buffer(ChunkForm.write(object, index, piece));
        return store.writeLarge(bytes.length(), open -> open.put(name, bytes, UNNAMED))
                .map(put -> {
                    memory.keep(name, piece);
                    return true;
                })
                .otherwise(false);
    }

    /** Never fails. */
    public Future<Piece> get(String object, int index) {
        String name = StoreKeys.cachedChunk(object, index);
        byte[] held = memory.chunk(name);
        if (held != null) {
            return Future.succeededFuture(new Piece(State.WHOLE, held));
        }
        return store.readLarge(Chunk.SIZE, open -> open.get(name))
                .map(bytes -> {
                    byte[] piece = bytes.map(there -> ChunkForm.read(object, index, there.getBytes()))
                            .orElse(null);
                    if (piece == null) {
                        records.countCorrupted();
                        return new Piece(State.LOST, new byte[0]);
                    }
                    memory.keep(name, piece);
                    return new Piece(State.WHOLE, piece);
                })
                .otherwise(UNKNOWN);
    }

    /** Gives the pieces of a body the life of their record; completes with whether all of them are there. */
    public Future<State> name(String object, long length, Duration life) {
        return all(object, length, (open, names) -> open.renew(names, life.plus(GRACE)));
    }

    /** Whether all pieces of a body are there. */
    public Future<State> look(SharedEntry entry) {
        return all(entry.object(), entry.length(), Store::touch).onSuccess(state -> {
            if (state == State.LOST) {
                records.countCorrupted();
            }
        });
    }

    /** The body is not wanted any more: its pieces go when those who read it now have had time to finish. */
    public void abandon(SharedEntry entry) {
        all(entry.object(), entry.length(), (open, names) -> open.renew(names, GRACE));
    }

    private interface ManyCall {
        Future<Integer> of(Store open, List<String> names);
    }

    private Future<State> all(String object, long length, ManyCall call) {
        return from(0, Chunk.count(length), object, call).otherwise(State.UNKNOWN);
    }

    private Future<State> from(int first, int count, String object, ManyCall call) {
        int end = Math.min(count, first + Store.KEYS_MAX);
        List<String> names = IntStream.range(first, end)
                .mapToObj(index -> StoreKeys.cachedChunk(object, index))
                .toList();
        Function<Store, Future<Integer>> some = open -> call.of(open, names);
        return store.read(some).compose(there -> {
            if (there < names.size()) {
                return Future.succeededFuture(State.LOST);
            }
            return end < count ? from(end, count, object, call) : Future.succeededFuture(State.WHOLE);
        });
    }
}
