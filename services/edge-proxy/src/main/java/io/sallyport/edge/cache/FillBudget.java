package io.sallyport.edge.cache;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all bodies being collected may hold together: many slow downloads must not add up. Thread-safe. */
public final class FillBudget {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    public FillBudget(long limit) {
        this.limit = limit;
    }

    /** Says no, and takes nothing, when there is no room. */
    public boolean take(int bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    public void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    public long taken() {
        return taken.get();
    }
}
