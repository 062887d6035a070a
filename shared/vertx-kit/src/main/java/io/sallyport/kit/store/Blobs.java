package io.sallyport.kit.store;

import io.sallyport.contract.StoreKeys;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Large immutable bytes in the store, named by the digest of their content. They lie there in pieces: a call then moves
 * little enough to end in its time, and calls of others on the same connection go between. The head, which holds the
 * length, is written last and deleted first, so what has a head was whole once. Safe from any thread.
 */
public final class Blobs {
    /** Bytes of all pieces but the last. */
    public static final int PIECE_BYTES = 1 << 20;

    private static final int MAX_BYTES = 512 << 20;

    private final Store store;

    public Blobs(Store store) {
        this.store = store;
    }

    public Future<Boolean> contains(String digest) {
        return store.get(head(digest)).map(Optional::isPresent);
    }

    /** Completes when the store holds the content; repeating it, here or elsewhere, does no harm. */
    public Future<Void> put(String digest, Buffer content) {
        int[] from = {0};
        return put(digest, content.length(), () -> {
            int start = from[0];
            from[0] = Math.min(start + PIECE_BYTES, content.length());
            return Future.succeededFuture(content.getBuffer(start, from[0]));
        });
    }

    /**
     * The same for content that nobody holds whole.
     *
     * @param next gives the next piece, {@value #PIECE_BYTES} bytes each and the last one the rest
     */
    public Future<Void> put(String digest, int length, Supplier<Future<Buffer>> next) {
        if (length > MAX_BYTES) {
            return Future.failedFuture("blob: found " + length + " bytes, allowed: at most " + MAX_BYTES);
        }
        return putFrom(digest, length, next, 0)
                .compose(pieces -> store.put(head(digest), Buffer.buffer().appendInt(length)));
    }

    private Future<Void> putFrom(String digest, int length, Supplier<Future<Buffer>> next, int from) {
        if (from >= length) {
            return Future.succeededFuture();
        }
        int expected = Math.min(PIECE_BYTES, length - from);
        return next.get()
                .compose(piece -> piece.length() == expected
                        ? store.put(piece(digest, from), piece)
                        : Future.failedFuture(
                                "blob: found a piece of " + piece.length() + " bytes, allowed: " + expected))
                .compose(put -> putFrom(digest, length, next, from + expected));
    }

    /** The content; empty when it is not there. */
    public Future<Optional<Buffer>> get(String digest) {
        Buffer content = Buffer.buffer();
        return get(digest, piece -> {
                    content.appendBuffer(piece);
                    return Future.succeededFuture();
                })
                .map(there -> there ? Optional.of(content) : Optional.empty());
    }

    /**
     * Hands the content on piece by piece, the next one when the last was taken. Completes with whether it was there whole.
     * When a piece is missing, the head is deleted, so that whoever puts the content sees that it has to be put again.
     */
    public Future<Boolean> get(String digest, Function<Buffer, Future<Void>> taker) {
        return store.get(head(digest)).compose(head -> {
            int length = head.map(Blobs::length).orElse(-1);
            return length < 0 ? Future.succeededFuture(false) : getFrom(digest, length, taker, 0);
        });
    }

    private Future<Boolean> getFrom(String digest, int length, Function<Buffer, Future<Void>> taker, int from) {
        if (from >= length) {
            return Future.succeededFuture(true);
        }
        int expected = Math.min(PIECE_BYTES, length - from);
        return store.get(piece(digest, from)).compose(piece -> {
            if (piece.isEmpty() || piece.get().length() != expected) {
                return store.delete(head(digest)).map(false);
            }
            return taker.apply(piece.get()).compose(taken -> getFrom(digest, length, taker, from + expected));
        });
    }

    /** Deletes the content, if it is there. */
    public Future<Void> delete(String digest) {
        return store.get(head(digest)).compose(head -> {
            int length = head.map(Blobs::length).orElse(0);
            return store.delete(head(digest)).compose(deleted -> deleteFrom(digest, 0, length));
        });
    }

    private Future<Void> deleteFrom(String digest, int from, int length) {
        return from >= length
                ? Future.succeededFuture()
                : store.delete(piece(digest, from)).compose(next -> deleteFrom(digest, from + PIECE_BYTES, length));
    }

    /** The length that a head tells; -1 when it is no head. */
    private static int length(Buffer head) {
        int length = head.length() == Integer.BYTES ? head.getInt(0) : -1;
        return length > MAX_BYTES ? -1 : length;
    }

    private static String head(String digest) {
        return StoreKeys.blob(digest);
    }

    private static String piece(String digest, int from) {
        return StoreKeys.blob(digest) + ":" + from / PIECE_BYTES;
    }
}
