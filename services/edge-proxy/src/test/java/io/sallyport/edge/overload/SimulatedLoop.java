package io.sallyport.edge.overload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An event loop of which only the time is real: it takes what has come turn by turn, 100 µs for each request that is served
 * and 5 for each that is refused, and tells its gate how late it is.
 */
final class SimulatedLoop {
    private static final long SERVED_NANOS = 100_000;
    private static final long REFUSED_NANOS = 5_000;
    private static final long FLOODER = 1_000_000;
    /** Requests that wait at most, of all clients and of the one that floods: one on each connection. */
    private static final int CONNECTIONS = 10_000;

    private final LoopGate gate;
    private final List<Long> waits = new ArrayList<>();
    private long now;
    private long turnBegan;
    private long lastPulse;
    private long worked;
    private int clients;
    private int each;
    private int flood;
    private double owed;
    private double owedByFlooder;
    private long since;
    private long served;
    private long refused;
    private long asked;
    private long refusedOthers;

    SimulatedLoop(LoopGate gate) {
        this.gate = gate;
    }

    /** So many clients send so many requests each in 10 ms. */
    void clients(int count, int requests) {
        clients = count;
        each = requests;
    }

    /** One more client sends so many requests in a millisecond. */
    void flood(int requests) {
        flood = requests;
    }

    void stall(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void run(long millis) {
        long end = now + TimeUnit.MILLISECONDS.toNanos(millis);
        while (now < end) {
            turn();
        }
    }

    private void turn() {
        double millis = (now - turnBegan) / 1e6;
        turnBegan = now;
        owed += millis * clients * each / 10;
        owedByFlooder += millis * flood;
        owed = Math.min(owed, CONNECTIONS);
        owedByFlooder = Math.min(owedByFlooder, CONNECTIONS);
        int asking = (int) owed;
        owed -= asking;
        int flooding = (int) owedByFlooder;
        owedByFlooder -= flooding;
        for (int i = 0; i < Math.max(asking, flooding); i++) {
            if (i < flooding) {
                one(FLOODER);
            }
            if (i < asking) {
                asked++;
                refusedOthers += one(asked % clients) ? 0 : 1;
            }
        }
        pulse();
        now += asking + flooding == 0 ? 1_000_000 : 0; // it sleeps
    }

    private boolean one(long client) {
        boolean taken = gate.isOpen() || gate.judge(client, now - lastPulse) == Verdict.ADMITTED;
        now += taken ? SERVED_NANOS : REFUSED_NANOS;
        worked += taken ? SERVED_NANOS : REFUSED_NANOS;
        served += taken ? 1 : 0;
        refused += taken ? 0 : 1;
        return taken;
    }

    private void pulse() {
        long passed = now - lastPulse;
        long due = TimeUnit.MILLISECONDS.toNanos(LoopGate.PULSE_MILLIS);
        if (passed >= due) {
            waits.add(passed - due);
            gate.pulse(new Pulse(passed - due, passed, worked, 0), false);
            worked = 0;
            lastPulse = now;
        }
    }

    void forget() {
        served = 0;
        refused = 0;
        asked = 0;
        refusedOthers = 0;
        since = now;
        waits.clear();
    }

    long refused() {
        return refused;
    }

    double refusedShareOfOthers() {
        return refusedOthers / (double) asked;
    }

    double servedShareOfCapacity() {
        return served * (double) SERVED_NANOS / (now - since);
    }

    long medianWaitMillis() {
        return TimeUnit.NANOSECONDS.toMillis(
                waits.stream().sorted().skip(waits.size() / 2).findFirst().orElse(0L));
    }
}
