package io.sallyport.kit.store;

import io.sallyport.contract.StoreKeys;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * Large immutable bytes in the store, named by the digest of their content. They lie there in pieces: a call then moves
 * little enough to end in its time, and calls of others on the same connection go between. The head, which holds the
 * length, is written last and deleted first, so what has a head was whole once. Safe from any thread.
 */
public final class Blobs {
    static final int PIECE_BYTES = 1 << 20;
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
        if (content.length() > MAX_BYTES) {
            return Future.failedFuture("blob: found " + content.length() + " bytes, allowed: at most " + MAX_BYTES);
        }
        return putFrom(digest, content, 0)
                .compose(pieces -> store.put(head(digest), Buffer.buffer().appendInt(content.length())));
    }

    private Future<Void> putFrom(String digest, Buffer content, int from) {
        if (from >= content.length()) {
            return Future.succeededFuture();
        }
        int to = Math.min(from + PIECE_BYTES, content.length());
        return store.put(piece(digest, from), content.getBuffer(from, to)).compose(put -> putFrom(digest, content, to));
    }

    /**
     * The content; empty when it is not there. When a piece is missing, the head is deleted, so that whoever puts the
     * content sees that it has to be put again.
     */
    public Future<Optional<Buffer>> get(String digest) {
        return store.get(head(digest)).compose(head -> {
            int length = head.map(Blobs::length).orElse(-1);
            return length < 0
                    ? Future.succeededFuture(Optional.empty())
                    : getInto(digest, Buffer.buffer(length), length);
        });
    }

    private Future<Optional<Buffer>> getInto(String digest, Buffer content, int length) {
        if (content.length() == length) {
            return Future.succeededFuture(Optional.of(content));
        }
        int from = content.length();
        int expected = Math.min(PIECE_BYTES, length - from);
        return store.get(piece(digest, from)).compose(piece -> {
            if (piece.isEmpty() || piece.get().length() != expected) {
                return store.delete(head(digest)).map(Optional.empty());
            }
            return getInto(digest, content.appendBuffer(piece.get()), length);
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
