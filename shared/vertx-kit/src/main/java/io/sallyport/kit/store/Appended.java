package io.sallyport.kit.store;

/** What came of an entry for a stream. */
public enum Appended {
    /** It waits for a reader, by this call or by one before whose answer was lost. */
    TAKEN,
    /** There is no room: as much waits as may. Nothing that waits was dropped for it. */
    FULL
}
