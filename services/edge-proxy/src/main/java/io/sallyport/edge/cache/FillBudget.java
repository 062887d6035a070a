package io.sallyport.edge.cache;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all bodies being collected may hold together: many slow downloads must not add up. Thread-safe. */
final class FillBudget {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    FillBudget(long limit) {
        this.limit = limit;
    }

    boolean take(int bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
