package io.sallyport.edge.collapse;

/** Where a request finds itself among those for the same thing. */
public sealed interface Place {
    /** Nobody fetches it: this request does, for all. */
    record Leads(Fetch fetch) implements Place {}

    /** Its waiter hears of the result. */
    record Waits(Fetch fetch) implements Place {}

    /** The answer is coming already. */
    record Reads(Settled.Filling coming) implements Place {}

    /**
     * It goes on by itself.
     *
     * @param notStored whether answers are known not to be stored
     */
    record Alone(boolean notStored) implements Place {}
}
