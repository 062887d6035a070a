package io.sallyport.edge.pool;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.health.ConnectionCounts;
import io.sallyport.contract.settings.OverloadConfig;
import io.sallyport.edge.figures.PoolFigures;
import io.sallyport.edge.overload.PoolCrowd;
import io.sallyport.edge.time.LoopClock;
import io.sallyport.edge.wire.Wire.Sharing;
import io.sallyport.kit.netty.AnnouncedConnection;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections of one event loop to one origin. Of those that carry one call at a time the last one used is the next one
 * taken, so that a quiet time lets the others grow old; of those that carry many the least loaded, and another is opened
 * only when all are full. Beyond the connection limit calls wait in a bounded queue. Owner: the loop's thread.
 */
public final class OriginPool {
    /** Who wants a connection; exactly one of the two is called, once. */
    public interface Taker {
        void connected(UpstreamConnection connection);

        void refused(Outcome outcome, String reason);

        /** Whether it still wants one. */
        boolean isWaiting();
    }

    private final Origin origin;
    private final HttpClientAgent client;
    private final LoopClock clock;
    private final PoolFigures figures;
    private final PoolCrowd crowd;
    private int maxConnections;
    private int maxWaiting;
    private final ArrayDeque<ExclusiveConnection> idle = new ArrayDeque<>();
    private final List<SharedConnection> shared = new ArrayList<>(1);
    private final WaitingLine waiting;
    private final TlsTrouble trouble = new TlsTrouble();
    private Sharing sharing;
    private int open;
    private int connecting;
    /** How the last connection spoke; {@code null} before the first. */
    private PoolLink link;

    OriginPool(
            Origin origin,
            HttpClientAgent client,
            LoopClock clock,
            PoolFigures figures,
            OverloadConfig overload,
            PoolCrowd crowd) {
        this.crowd = crowd;
        this.waiting = new WaitingLine(overload, this::waitedTooLong);
        this.origin = origin;
        this.client = client;
        this.clock = clock;
        this.figures = figures;
        this.sharing = origin.wire().sharing();
    }

    /** What it may hold from now on; connections that are too many are not closed for it. */
    void bound(int connections, int pending) {
        maxConnections = connections;
        maxWaiting = pending;
    }

    /** One that is there, else one that is made; in turn where there may be no more. */
    public void take(Taker taker) {
        SharedConnection roomy = shared.isEmpty() ? null : leastLoaded();
        if (roomy != null) {
            figures.reused();
            taker.connected(roomy.begin(clock.nanos()));
            return;
        }
        ExclusiveConnection ready = idle.pollLast();
        while (ready != null && ready.isSpoilt(clock.nanos())) {
            ready.discard();
            ready = idle.pollLast();
        }
        if (ready != null) {
            figures.reused();
            taker.connected(ready);
        } else {
            open(taker);
        }
    }

    /** A connection that no exchange has used, for a call whose used connection failed it. */
    public void takeFresh(Taker taker) {
        if (shared.isEmpty()) {
            open(taker);
        } else {
            take(taker);
        }
    }

    private void open(Taker taker) {
        boolean another = open < maxConnections && (connecting == 0 || sharing == Sharing.NO);
        if (another) {
            connect(taker);
        } else if (waiting.size() < maxWaiting) {
            waiting.add(taker, clock.nanos());
            crowd.note(waiting.size(), maxWaiting);
        } else {
            crowd.note(waiting.size(), maxWaiting);
            figures.turnedAway();
            taker.refused(Outcome.OVERLOADED, FailureDetail.answer(origin, Outcome.OVERLOADED, null));
        }
    }

    private SharedConnection leastLoaded() {
        SharedConnection best = null;
        for (SharedConnection each : shared) {
            if (each.hasRoom() && (best == null || each.calls() < best.calls())) {
                best = each;
            }
        }
        return best;
    }

    private void connect(Taker taker) {
        open++;
        connecting++;
        long startedNanos = clock.nanos();
        connection().onComplete(result -> {
            connecting--;
            if (result.succeeded()) {
                figures.connected(clock.nanos() - startedNanos);
                connected(result.result(), taker);
            } else {
                failed(result.cause(), taker);
            }
        });
    }

    private Future<HttpClientConnection> connection() {
        if (origin.passage() != null) {
            return origin.passage()
                    .connect()
                    .compose(socket -> AnnouncedConnection.over(client, socket, origin.host(), origin.port()));
        }
        return origin.announcement() == null
                ? client.connect(origin.connect())
                : AnnouncedConnection.connect(client, origin.connect(), origin.announcement());
    }

    /** Whom it connects to. */
    public Origin origin() {
        return origin;
    }

    /** How its connections come about; {@code null} where they are simply dialled. */
    public Passage passage() {
        return origin.passage();
    }

    private void failed(Throwable cause, Taker taker) {
        open--;
        figures.failed();
        trouble.note(origin, cause, clock.nanos());
        Outcome outcome = origin.wire().isTls() ? ConnectFailure.tlsOutcome(cause) : ConnectFailure.outcome(cause);
        String reason = FailureDetail.connect(origin, outcome, cause);
        List<Taker> sharers = sharing == Sharing.NO || open > 0 ? List.of() : waiting.leave();
        taker.refused(outcome, reason);
        // They waited for this very connection; to try anew for each of them would take them all down in turn.
        sharers.forEach(each -> each.refused(outcome, reason));
        serveNext();
    }

    private void connected(HttpClientConnection connection, Taker taker) {
        link = PoolLink.of(connection);
        if (connection.protocolVersion() == HttpVersion.HTTP_2) {
            sharing = Sharing.YES;
            SharedConnection fresh = new SharedConnection(this, connection, clock.nanos());
            shared.add(fresh);
            if (taker.isWaiting()) {
                taker.connected(fresh.begin(clock.nanos()));
            }
            released(fresh);
            return;
        }
        sharing = Sharing.NO;
        ExclusiveConnection fresh = new ExclusiveConnection(this, connection);
        if (taker.isWaiting()) {
            taker.connected(fresh);
        } else {
            released(fresh);
        }
        serveNext();
    }

    void released(ExclusiveConnection connection) {
        if (connection.isClosed()) {
            return;
        }
        Taker next = nextWaiting();
        if (next == null) {
            idle.addLast(connection);
        } else {
            next.connected(connection);
        }
    }

    /** There may be room on it. */
    void released(SharedConnection connection) {
        while (!waiting.isEmpty() && connection.hasRoom()) {
            Taker next = nextWaiting();
            if (next != null) {
                next.connected(connection.begin(clock.nanos()));
            }
        }
        serveNext();
    }

    /** Takes no more calls. */
    void leaves(SharedConnection connection) {
        shared.remove(connection);
    }

    void closed(ExclusiveConnection connection) {
        open--;
        idle.remove(connection);
        serveNext();
    }

    void closed(SharedConnection connection) {
        open--;
        shared.remove(connection);
        serveNext();
    }

    /** Connects for those that wait, as far as the limit goes: one by one where one connection may serve them all. */
    private void serveNext() {
        while (open < maxConnections && (connecting == 0 || sharing == Sharing.NO)) {
            Taker next = nextWaiting();
            if (next == null) {
                return;
            }
            connect(next);
        }
    }

    private Taker nextWaiting() {
        return waiting.isEmpty() ? null : waiting.next(clock.nanos());
    }

    private void waitedTooLong(Taker taker) {
        figures.waitedTooLong();
        taker.refused(Outcome.OVERLOADED, FailureDetail.answer(origin, Outcome.OVERLOADED, null));
    }

    /** Closes connections idle since before {@code nanos}, oldest first, and those that owe a sign of life. */
    void closeIdleSince(long nanos) {
        waiting.expire(clock.nanos());
        ExclusiveConnection oldest = idle.peekFirst();
        while (oldest != null && oldest.idleSinceNanos() - nanos < 0) {
            idle.pollFirst();
            oldest.discard();
            oldest = idle.peekFirst();
        }
        if (!shared.isEmpty()) {
            long now = clock.nanos();
            for (SharedConnection each : List.copyOf(shared)) {
                if (each.calls() == 0 && each.idleSinceNanos() - nanos < 0) {
                    each.close();
                } else {
                    each.closeIfSilent(now);
                }
            }
        }
    }

    /** Whether nothing hangs on it any more. */
    boolean isEmpty() {
        return open == 0 && waiting.isEmpty();
    }

    int open() {
        return open;
    }

    /** Open connections that no call uses. */
    int idle() {
        int unused = idle.size();
        for (SharedConnection each : shared) {
            unused += each.calls() == 0 ? 1 : 0;
        }
        return unused;
    }

    PoolFigure figure() {
        return new PoolFigure(new ConnectionCounts(open, idle(), waiting.size()), link);
    }

    int waiting() {
        return waiting.size();
    }
}
