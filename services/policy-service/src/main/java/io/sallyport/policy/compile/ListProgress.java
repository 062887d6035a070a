package io.sallyport.policy.compile;

import java.time.Duration;

/** Is told how far the reading of lists has got; large ones take seconds. Called on the thread that reads. */
public interface ListProgress {
    ListProgress NONE = new ListProgress() {};

    /** Of the bytes of a list some have been read. Called often enough for a bar, not more. */
    default void reading(String list, long bytes, long ofBytes) {}

    /** A list has been read. */
    default void read(String list, long names, long skipped, Duration took) {}
}
