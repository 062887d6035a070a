package io.sallyport.edge.time;

import io.sallyport.http.HttpDate;
import java.time.Clock;
import java.time.Instant;

/**
 * Time as one event loop sees it: monotonic nanoseconds for durations and deadlines, and a wall time derived from
 * them, so that a clock jump moves records and ages at the next {@link #synchronise} and durations never. Owner: the
 * loop's thread.
 */
public final class LoopClock {
    private final Clock wall;
    private long baseNanos;
    private long baseMicros;
    private String date = "";

    public LoopClock(Clock wall) {
        this.wall = wall;
        synchronise();
    }

    /** Takes the wall time anew; called about once a second. */
    public void synchronise() {
        Instant now = wall.instant();
        baseNanos = System.nanoTime();
        baseMicros = Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000L), now.getNano() / 1000);
        date = HttpDate.format(now.getEpochSecond());
    }

    /** Monotonic nanoseconds. */
    public long nanos() {
        return System.nanoTime();
    }

    /** Microseconds since 1970 at the monotonic time {@code nanos}. */
    public long micros(long nanos) {
        return baseMicros + (nanos - baseNanos) / 1000;
    }

    /** The wall time for a Date field, up to a second old. */
    public String date() {
        return date;
    }

    /** Milliseconds since 1970 now. */
    public long millis() {
        return micros(System.nanoTime()) / 1000;
    }
}
