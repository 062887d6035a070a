package io.sallyport.edge.fill;

/** Where the bytes of a {@link Fill} come from. Called on any thread, never with a lock held. */
public interface FillSource {
    /** There is room again, after {@link Fill#add} has said that there is none. */
    void resume();

    /** Nobody wants the rest, and it is not kept: it need not be fetched. */
    void stop();

    /** Somebody reads now, or nobody any more: what is fetched for the cache alone may take a bounded time. */
    void readersChanged();
}
