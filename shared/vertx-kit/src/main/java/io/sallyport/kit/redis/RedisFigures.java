package io.sallyport.kit.redis;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of all connections of one way. Safe from any thread. */
final class RedisFigures implements RedisWay.Figures {
    private final Map<Trouble, LongAdder> failures = new EnumMap<>(Trouble.class);
    private final LongAdder calls = new LongAdder();
    private final LongAdder connects = new LongAdder();
    private final AtomicInteger paused = new AtomicInteger();

    RedisFigures() {
        for (Trouble trouble : Trouble.values()) {
            failures.put(trouble, new LongAdder());
        }
    }

    void called() {
        calls.increment();
    }

    void failed(Trouble trouble) {
        failures.get(trouble).increment();
    }

    void connected() {
        connects.increment();
    }

    void paused(int change) {
        paused.addAndGet(change);
    }

    @Override
    public long calls() {
        return calls.sum();
    }

    @Override
    public long failures(Trouble trouble) {
        return failures.get(trouble).sum();
    }

    @Override
    public long connects() {
        return connects.sum();
    }

    @Override
    public int pausedServers() {
        return paused.get();
    }
}
