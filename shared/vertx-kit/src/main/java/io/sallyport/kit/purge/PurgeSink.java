package io.sallyport.kit.purge;

import io.sallyport.contract.cache.PurgeEntry;

/** Carries purges out on what a process keeps. Called on the follower's event loop; none of it may block. */
public interface PurgeSink {
    /** One purge, at most once. With a number it counts once {@link #reached} is called; without one it counts at once. */
    void carryOut(PurgeEntry entry);

    /** All of the log up to a number has been handed over. */
    void reached(long number);

    /**
     * Purges have been missed and are not to be had any more.
     *
     * @param number the log's last; 0 when it is empty
     */
    void missed(long number);

    /** The log does not go back further than to a number. */
    void knownSince(long number);
}
