package io.sallyport.edge.listener;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ShedAnswer;
import io.sallyport.edge.figures.ClientFigures;
import io.sallyport.edge.figures.EdgeFigures;
import io.sallyport.edge.netty.door.ListeningChannel;
import io.sallyport.edge.overload.ClientKey;
import io.sallyport.edge.overload.LoopGate;
import io.sallyport.edge.overload.MemoryLevel;
import io.sallyport.edge.overload.Overload;
import io.sallyport.edge.overload.PoolCrowd;
import io.sallyport.edge.overload.Pulse;
import io.sallyport.edge.overload.Verdict;
import io.sallyport.http.IpAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/** Tells the gate of one event loop how the loop fares, and answers those whom the gate refuses. Owner: the loop's thread. */
public final class LoopAdmission {
    /** Records of refused requests in a second; the rest is only counted. */
    private static final int RECORDS_PER_SECOND = 100;

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PULSE_NANOS = TimeUnit.MILLISECONDS.toNanos(LoopGate.PULSE_MILLIS);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Vertx vertx;
    private final Overload overload;
    private final LoopGate gate;
    private final EdgeFigures exchanges;
    private final PoolCrowd crowd;
    private final QuickRefusals quick = new QuickRefusals(this);
    private final int retrySeconds;
    private final int spread;
    private long lastNanos;
    private long lastWorked;
    private long timer;
    private long recordsSince;
    private int records;
    private int turn;
    private boolean closed;

    private LoopAdmission(Vertx vertx, Overload overload, EdgeFigures exchanges, PoolCrowd crowd) {
        this.exchanges = exchanges;
        this.crowd = crowd;
        this.vertx = vertx;
        this.overload = overload;
        this.gate = overload.gate();
        this.retrySeconds = (int) overload.config().retryAfter().toSeconds();
        this.spread = (retrySeconds + 1) / 2 + 1;
    }

    /**
     * Begins to look how late the loop is; to be called on it.
     *
     * @param exchanges counts those that are refused without a record
     * @param crowd     how many of the loop's requests wait for a connection to a server
     */
    public static LoopAdmission start(Vertx vertx, Overload overload, EdgeFigures exchanges, PoolCrowd crowd) {
        LoopAdmission admission = new LoopAdmission(vertx, overload, exchanges, crowd);
        if (overload.isEnabled()) {
            admission.lastNanos = System.nanoTime();
            admission.lastWorked = THREADS.getCurrentThreadCpuTime();
            admission.next();
        }
        return admission;
    }

    /** Each is due from the end of the one before, so that a loop that is late is not told the same twice. */
    private void next() {
        timer = vertx.setTimer(LoopGate.PULSE_MILLIS, due -> pulse());
    }

    private void pulse() {
        long now = System.nanoTime();
        long since = now - lastNanos;
        lastNanos = now;
        long worked = THREADS.getCurrentThreadCpuTime();
        boolean full = overload.memory() == MemoryLevel.NO_REQUESTS;
        gate.pulse(
                new Pulse(Math.max(0, since - PULSE_NANOS), since, Math.max(0, worked - lastWorked), crowd.take()),
                full);
        lastWorked = worked;
        if (!closed) {
            next();
        }
    }

    /** Whether the exchange may start; otherwise it has been answered and is over. */
    boolean admits(Exchange exchange, FrontProxies front) {
        return gate.isOpen() || judge(exchange, front);
    }

    private boolean judge(Exchange exchange, FrontProxies front) {
        Verdict early = quick.early();
        Verdict verdict = early == null ? verdict(exchange.clientAddress()) : early;
        if (verdict == Verdict.ADMITTED) {
            return true;
        }
        overload.figures().shed(verdict);
        turn = (turn + 1) % spread;
        ShedAnswer.give(exchange, retrySeconds + turn, restNanos());
        quick.prepare(exchange, front);
        return false;
    }

    boolean isOpen() {
        return gate.isOpen();
    }

    Verdict verdict(IpAddress client) {
        long key = ClientKey.of(client);
        long now = System.nanoTime();
        Verdict verdict = gate.judge(key, now - lastNanos);
        if (verdict != Verdict.ADMITTED && gate.isCostly()) {
            overload.refused(key, now);
        }
        return verdict;
    }

    /** How long a connection is not read whose client does not wait after a refusal. */
    long restNanos() {
        return gate.restNanos();
    }

    /** Whether connections are closed behind a refusal. */
    boolean closes() {
        return gate.isSwamped();
    }

    boolean hasRecordsLeft() {
        return records < RECORDS_PER_SECOND || System.nanoTime() - recordsSince > SECOND_NANOS;
    }

    /** A request was refused of which no exchange was made. */
    void unrecorded(Verdict verdict) {
        overload.figures().shed(verdict);
        overload.figures().unrecorded();
        exchanges.unrecorded(Outcome.SHED);
    }

    /** Whether a record is made of a request that was refused now. */
    public boolean records() {
        long now = System.nanoTime();
        if (now - recordsSince > SECOND_NANOS) {
            recordsSince = now;
            records = 0;
        }
        records++;
        if (records > RECORDS_PER_SECOND) {
            overload.figures().unrecorded();
            return false;
        }
        return true;
    }

    /** Has new connections of a listener judged before anything is read of them. */
    void guard(HttpServer server, ClientFigures.Of counted, ListenerConfig config) {
        ListeningChannel.guard(server, new DoorKeeper(config.connections(), overload, counted));
    }

    /** Ends with the next pulse at the latest. */
    public void close() {
        closed = true;
        vertx.cancelTimer(timer);
    }
}
