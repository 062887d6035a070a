package io.sallyport.edge.cache;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.HeaderView;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * The tier that all edges share, as an exchange sees it. It is a help and never a condition: every call ends within the
 * configured time, and whatever fails is answered with {@link Answer.Alone}. To be called on an event loop; answers come
 * on the same one.
 */
public interface SharedTier {
    /** There is none. */
    SharedTier NONE = new SharedTier() {
        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public Future<Answer> ask(CacheKey key, HeaderView request, boolean collapse) {
            return Future.succeededFuture(new Answer.Alone());
        }

        @Override
        public Fill fill(CacheKey key, StoredHead head, long length, long mark, Lease lease) {
            return Fill.NOWHERE;
        }
    };

    /** Whether asking is worth the trouble; {@code false} when there is none, or it has failed of late. */
    boolean isThere();

    /**
     * What it has for a request. With {@code collapse} it may wait, within bounds, for another edge that is fetching the
     * same thing, and gives this edge the lease when none is.
     */
    Future<Answer> ask(CacheKey key, HeaderView request, boolean collapse);

    /**
     * Begins to hand over a response that is being fetched.
     *
     * @param length bytes that its head promises; -1 when it does not say
     * @param mark   how far this edge had got with removals when it asked the origin
     * @param lease  {@link Lease#NONE} for none
     */
    Fill fill(CacheKey key, StoredHead head, long length, long mark, Lease lease);

    /** What the tier says. */
    sealed interface Answer {
        /**
         * A response that answers the request, fresh or not: the engine decides. Its body is whole.
         *
         * @param mark as {@link #fill} was told
         */
        record Found(StoredHead head, Buffer body, long mark) implements Answer {}

        /**
         * The same with a body that is larger than what the memory tier keeps: it comes in pieces.
         *
         * @param mark as {@link #fill} was told
         */
        record FoundLarge(StoredHead head, long length, Pieces body, long mark) implements Answer {}

        /** Nothing; this edge is to fetch it, and others wait for it until the lease ends. */
        record Fetch(Lease lease) implements Answer {}

        /**
         * Nothing, and nobody in other edges waits.
         *
         * @param notStored whether the response is known not to be stored, so that nobody in this edge is to wait either;
         *                  otherwise the wait is over, or the tier did not answer
         */
        record Alone(boolean notStored) implements Answer {
            public Alone() {
                this(false);
            }
        }
    }

    /** A body that is read piece by piece; the reader asks for the next one when it has room. */
    interface Pieces {
        /** The next piece; empty at the end. Fails when it is not to be had, or is damaged. */
        Future<Buffer> next();

        /** No further piece is wanted. */
        void close();
    }

    /** The right to fetch for all edges. Exactly one of a {@link Fill} made with it and {@link #end} ends it. */
    interface Lease {
        /** Nobody waits. */
        Lease NONE = notStored -> {};

        /**
         * Nothing will be stored: those who wait go on by themselves.
         *
         * @param notStored whether the origin's answer was one that is not stored, which is remembered for a while
         */
        void end(boolean notStored);
    }

    /** A response on its way into the tier. Exactly one of {@link #complete} and {@link #cut} ends it. */
    interface Fill {
        /** Takes everything and keeps nothing. */
        Fill NOWHERE = new Fill() {
            @Override
            public void add(Buffer piece) {}

            @Override
            public void complete() {}

            @Override
            public void cut() {}
        };

        /** Takes a piece, which is not changed afterwards; drops the whole rather than hold back whoever brings it. */
        void add(Buffer piece);

        /** The body has come whole. */
        void complete();

        /** It will not. */
        void cut();
    }
}
