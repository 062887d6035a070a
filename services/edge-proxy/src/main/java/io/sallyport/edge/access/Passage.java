package io.sallyport.edge.access;

/** What has become of a request at a gate. */
public enum Passage {
    /** It may go on with the next rule. */
    PASSED,
    /** It has been answered. */
    REFUSED,
    /** Somebody has been asked; the exchange goes on or is answered later. */
    WAITING
}
