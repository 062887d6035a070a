package io.sallyport.logs.query;

/** Parameters of a call, understood or refused. */
public sealed interface ParsedQuery<Q> {
    /** Understood. */
    record Accepted<Q>(Q query) implements ParsedQuery<Q> {}

    /**
     * Refused.
     *
     * @param parameter the one that is wrong
     * @param detail    what was found and what is allowed
     * @param position  character of a filter, from 1; 0 when it is not about a filter
     */
    record Refused<Q>(String parameter, String detail, int position) implements ParsedQuery<Q> {}
}
