package io.sallyport.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when a test says so. Safe for any thread. */
public final class ManualClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private ManualClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Stands at 2026-01-01T00:00:00Z. */
    public static ManualClock standing() {
        return at("2026-01-01T00:00:00Z");
    }

    /** @param instant in the form of ISO 8601, such as {@code 2026-01-01T00:00:00Z} */
    public static ManualClock at(String instant) {
        return at(Instant.parse(instant));
    }

    public static ManualClock at(Instant instant) {
        return new ManualClock(new AtomicReference<>(instant), ZoneOffset.UTC);
    }

    /** Moves on and says the new time; a negative step moves back, as real clocks do. */
    public Instant advance(Duration step) {
        return now.updateAndGet(instant -> instant.plus(step));
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same hands in another zone. */
    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(now, other);
    }
}
