package io.sallyport.edge.collapse;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.fill.Fill;

/** What has become of a fetch, for those who wait for it. */
public sealed interface Settled {
    /**
     * The head has come, and the answer is one that may be kept: it can be read as it comes.
     *
     * @param shared whether it comes from the shared tier, so that no server was asked
     */
    record Filling(Fill fill, boolean shared) implements Settled {}

    /**
     * The answer lies there as a whole.
     *
     * @param shared whether the shared tier had it, so that no server was asked
     */
    record Stored(Entry entry, boolean shared) implements Settled {}

    /**
     * The answer is one that each has to get for itself; whoever waits goes on at once.
     *
     * @param notStored whether it is not stored at all, so that it need not be looked for elsewhere
     */
    record Apart(boolean notStored) implements Settled {}

    /** No answer came, and this is why. */
    record Failed(Outcome outcome) implements Settled {}

    /** Whoever fetched has gone; another is to take over. */
    record Vacant() implements Settled {}
}
