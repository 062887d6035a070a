package io.sallyport.kit.redis;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting times that double up to a limit; each is drawn from its upper half, so that instances do not come in step. */
final class Backoff {
    private final long firstMillis;
    private final long lastMillis;
    private long millis;

    Backoff(Duration first, Duration last) {
        this.firstMillis = first.toMillis();
        this.lastMillis = last.toMillis();
        this.millis = firstMillis;
    }

    Duration next() {
        long now = millis;
        millis = Math.min(lastMillis, millis * 2);
        return Duration.ofMillis(now / 2 + ThreadLocalRandom.current().nextLong(now / 2 + 1));
    }

    void reset() {
        millis = firstMillis;
    }
}
