package io.sallyport.edge.cache;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts those who read one large stored body. Thread-safe. */
final class Readers {
    private final LentBodies lent;
    private final long bytes;
    private final AtomicInteger count = new AtomicInteger();

    Readers(LentBodies lent, long bytes) {
        this.lent = lent;
        this.bytes = bytes;
    }

    void enter() {
        if (count.getAndIncrement() == 0) {
            lent.lend(bytes);
        }
    }

    void leave() {
        if (count.decrementAndGet() == 0) {
            lent.back(bytes);
        }
    }
}
