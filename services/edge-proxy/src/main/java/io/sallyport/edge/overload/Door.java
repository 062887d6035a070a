package io.sallyport.edge.overload;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which new connections a listener takes. Asked by the thread that accepts; connections end on others. A part of them is taken
 * evenly spread, without chance: of three in ten the fourth, the seventh and the tenth.
 */
public final class Door {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private double credit = 1;

    /** @param most open connections; 0 for any number */
    public Door(int most) {
        this.most = most;
    }

    /**
     * Takes a connection in, or says why not.
     *
     * @param level  of memory
     * @param part   of the new connections that the loops would take, 0 to 1
     * @param spent  whether its client has just been refused for want of a share
     */
    public Verdict enter(MemoryLevel level, double part, boolean spent) {
        if (level.compareTo(MemoryLevel.NO_CONNECTIONS) >= 0) {
            return Verdict.MEMORY;
        }
        if (spent) {
            return Verdict.SHARE;
        }
        if (part < 1 && !isDue(part)) {
            return Verdict.DOOR;
        }
        if (open.incrementAndGet() > most && most > 0) {
            open.decrementAndGet();
            return Verdict.LISTENER;
        }
        return Verdict.ADMITTED;
    }

    private boolean isDue(double part) {
        credit = Math.min(1, credit) + part;
        if (credit < 1) {
            return false;
        }
        credit -= 1;
        return true;
    }

    /** A connection that was taken in is gone. */
    public void leave() {
        open.decrementAndGet();
    }

    public int open() {
        return open.get();
    }
}
