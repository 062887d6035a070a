package io.sallyport.edge.cache;

import org.jspecify.annotations.Nullable;

/** One client's hold on a stored body while it is being sent. To be ended by one thread; ending it again does nothing. */
public final class Loan {
    private @Nullable Readers readers;

    /** @param readers {@code null} when nobody counts */
    Loan(@Nullable Readers readers) {
        this.readers = readers;
    }

    /** The client has all of it, or gets no more. */
    public void end() {
        if (readers != null) {
            readers.leave();
            readers = null;
        }
    }
}
