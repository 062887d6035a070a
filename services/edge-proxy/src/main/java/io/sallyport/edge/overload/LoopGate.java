package io.sallyport.edge.overload;

import java.util.concurrent.TimeUnit;

/**
 * Decides for one event loop which requests it takes. As long as no queue stands it takes all of them, and counts nothing. Then
 * each client may have so many in a window of 100 ms and no more: as many as keep the wait at its target. Who sends most is
 * refused first, and who sends little is not refused at all until the share is below what it sends; that is max-min fairness,
 * found by raising and lowering one number. A share below one is drawn anew for each client in each window.
 *
 * <p>Told of time by its caller. Owner: the loop's thread, except for what says otherwise.
 */
public final class LoopGate {
    /** How often the loop is to call {@link #pulse}. */
    public static final long PULSE_MILLIS = 20;

    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;
    private static final double FIRST_CUT = 0.8;
    private static final double DEEPEST_CUT = 0.9;
    private static final double SLIGHTEST_CUT = 0.98;
    private static final double RAISE = 0.05;
    /** Where the loop is far from its target. */
    private static final double SWIFT_RAISE = 0.15;
    /** Part of what the busiest client got when it began: if that is too much, it is not requests that take the time. */
    private static final double LEAST_PART = 0.1;

    /**
     * Requests in a window that are no overload while the loop hardly works: it is late because others have the processor, and
     * refusing those few would help nobody.
     */
    private static final int FEW = 20;

    /** Part of its time that a loop works which requests, connections or handshakes keep busy, on a part of a processor too. */
    private static final double BUSY = 0.25;

    private static final double LEAST_DOOR = 0.05;
    private static final double DOOR_RAISE = 1.2;
    /** Windows in which nobody had more than a share, before the gate stands open again. */
    private static final int QUIET_WINDOWS = 10;

    private final long targetNanos;
    /** How long a turn may have lasted when a request is judged, once requests are refused. */
    private final long turnNanos;

    private final StandingQueue queue;
    private final Shares shares = new Shares();
    private final Refusing refusing = new Refusing();

    private double share = UNLIMITED;
    private double leastShare;
    private double allowance = UNLIMITED;
    private long elapsedNanos;
    private long workedNanos;
    private long leastWait = Long.MAX_VALUE;
    private int refused;
    private int quiet;
    private boolean memoryShort;
    private boolean counting;
    private volatile double door = 1;
    private volatile long waitedNanos;
    private volatile boolean limiting;
    private volatile boolean costly;

    /**
     * @param targetNanos   wait up to which all is well
     * @param intervalNanos how long it must have been exceeded before anybody is refused
     */
    public LoopGate(long targetNanos, long intervalNanos) {
        this.targetNanos = targetNanos;
        this.turnNanos = TimeUnit.MILLISECONDS.toNanos(PULSE_MILLIS) + targetNanos / 2;
        this.queue = new StandingQueue(targetNanos, intervalNanos);
    }

    /** Whether there is nothing to judge: the usual case. */
    public boolean isOpen() {
        return !counting && !memoryShort;
    }

    /**
     * Also bounds each turn of the loop: whatever is judged when a turn has already lasted as long as requests may wait would
     * make all behind it late, long before the shares have become right.
     *
     * @param client     who asks, as {@link ClientKey} has it
     * @param sincePulse nanoseconds since the last call of {@link #pulse}, which comes at the end of each longer turn
     */
    public Verdict judge(long client, long sincePulse) {
        if (memoryShort) {
            refused++;
            return Verdict.MEMORY;
        }
        double allowed = sincePulse > turnNanos ? allowance * turnNanos / sincePulse : allowance;
        long spread = shares.spread(client);
        int had = shares.of(spread);
        if (had + 1 <= allowed || isDrawn(spread, allowed - had)) {
            shares.add(spread);
            return Verdict.ADMITTED;
        }
        refused++;
        return allowed < 1 ? Verdict.QUEUE : Verdict.SHARE;
    }

    /** Whether the part of a share that is no whole request falls to this client in this window, once. */
    private static boolean isDrawn(long spread, double rest) {
        return rest > 0 && (spread >>> 11) * 0x1.0p-53 < rest;
    }

    /**
     * Tells how the loop fares.
     *
     * @param full whether memory is so short that nothing may be taken
     */
    public void pulse(Pulse pulse, boolean full) {
        long waited = pulse.queueNanos(targetNanos);
        queue.sample(waited, pulse.sinceNanos(), pulse.workedNanos());
        memoryShort = full;
        waitedNanos = waited;
        leastWait = Math.min(leastWait, waited);
        elapsedNanos += pulse.sinceNanos();
        workedNanos += pulse.workedNanos();
        if (elapsedNanos >= WINDOW_NANOS) {
            window();
        }
    }

    private void window() {
        if (isStarved()) {
            open();
        } else if (share != UNLIMITED) {
            adjust();
        } else if (queue.stands()) {
            begin();
        } else if (door < 1) {
            door = Math.min(1, door * DOOR_RAISE);
        }
        counting = share != UNLIMITED || queue.isAbove();
        limiting = share != UNLIMITED;
        allowance = share == UNLIMITED ? UNLIMITED : share * turns();
        refusing.window(shares.total(), refused);
        costly = limiting && refusing.isCostly();
        shares.next();
        refused = 0;
        leastWait = Long.MAX_VALUE;
        elapsedNanos = 0;
        workedNanos = 0;
    }

    /** Whether the loop is late, if it is, for want of the processor alone. */
    private boolean isStarved() {
        return workedNanos < elapsedNanos * BUSY && scaled(shares.total() + refused) < FEW;
    }

    private void open() {
        share = UNLIMITED;
        door = Math.min(1, door * DOOR_RAISE);
    }

    /** Where no requests come it is new connections, and their handshakes, that take the time. */
    private void begin() {
        if (shares.total() > 0) {
            share = scaled(shares.heaviest()) * FIRST_CUT;
            leastShare = share * LEAST_PART;
            quiet = 0;
        } else {
            door = Math.max(LEAST_DOOR, door * FIRST_CUT);
        }
    }

    /**
     * Windows' worth of requests that is taken before the next call. What has come in a long turn is as old as the turn was
     * long; beyond the target it is refused, so that the queue is gone at once and not served late for as long as it has grown.
     */
    private double turns() {
        return Math.max(1, Math.min(elapsedNanos, WINDOW_NANOS + targetNanos) / (double) WINDOW_NANOS);
    }

    private double scaled(int count) {
        return count * (double) WINDOW_NANOS / Math.max(WINDOW_NANOS, elapsedNanos);
    }

    private void adjust() {
        if (leastWait > targetNanos) {
            quiet = 0;
            lower();
            return;
        }
        share *= 1 + (leastWait > targetNanos / 4 ? RAISE : SWIFT_RAISE);
        door = Math.min(1, door * DOOR_RAISE);
        quiet = refused == 0 ? quiet + 1 : 0;
        if (quiet >= QUIET_WINDOWS) {
            share = UNLIMITED;
            door = 1;
        }
    }

    /** Further with each window that keeps everybody waiting: by share, and at the door once hardly any request is served. */
    private void lower() {
        double cut = Math.max(DEEPEST_CUT, Math.min(SLIGHTEST_CUT, targetNanos / (double) leastWait));
        share = Math.max(leastShare, share * cut);
        if (share < 1 || share <= leastShare) {
            door = Math.max(LEAST_DOOR, door * FIRST_CUT);
        }
    }

    /** How long a connection is not read whose client asks again at once after a refusal. */
    public long restNanos() {
        return refusing.restNanos();
    }

    /** Whether refusing takes so much of the loop's time that connections are closed behind it. */
    public boolean isSwamped() {
        return refusing.isSwamped();
    }

    /** Part of the new connections that this loop would take; 0 to 1. From any thread. */
    public double door() {
        return door;
    }

    /** What an event had to wait lately, in nanoseconds. From any thread. */
    public long waitedNanos() {
        return waitedNanos;
    }

    /** Whether refusing takes more than its part of the loop's time. From any thread. */
    public boolean isCostly() {
        return costly;
    }

    /** Whether clients have a share only. From any thread. */
    public boolean isLimiting() {
        return limiting;
    }
}
