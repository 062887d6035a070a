package io.sallyport.edge.pool;

import io.sallyport.contract.settings.OverloadConfig;
import io.sallyport.edge.pool.OriginPool.Taker;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who waits for a connection to an origin, in the order of arrival. As long as the line is empty now and then, waiting is what
 * makes good use of the origin. Once somebody has waited all the time for an interval more comes than the origin can take, and
 * to wait longer only makes every answer late: then nobody waits beyond a bound. Owner: the loop's thread.
 */
final class WaitingLine {
    private record Waiting(Taker taker, long sinceNanos) {}

    private final ArrayDeque<Waiting> line = new ArrayDeque<>();
    private final long intervalNanos;
    private final long boundNanos;
    private final Consumer<Taker> tooLong;
    private long filledNanos;

    /** @param tooLong takes those who have waited beyond the bound */
    WaitingLine(OverloadConfig overload, Consumer<Taker> tooLong) {
        this.intervalNanos = overload.interval().toNanos();
        this.boundNanos = overload.enabled() ? overload.pendingTime().toNanos() : Long.MAX_VALUE;
        this.tooLong = tooLong;
    }

    void add(Taker taker, long nowNanos) {
        if (line.isEmpty()) {
            filledNanos = nowNanos;
        }
        line.addLast(new Waiting(taker, nowNanos));
    }

    /** Whose turn it is; {@code null} when nobody waits. */
    Taker next(long nowNanos) {
        Waiting first = line.pollFirst();
        while (first != null && (!first.taker.isWaiting() || isOver(first, nowNanos))) {
            if (first.taker.isWaiting()) {
                tooLong.accept(first.taker);
            }
            first = line.pollFirst();
        }
        return first == null ? null : first.taker;
    }

    /** Sends away who has waited too long, although nobody's turn has come. */
    void expire(long nowNanos) {
        Waiting first = line.peekFirst();
        while (first != null && (!first.taker.isWaiting() || isOver(first, nowNanos))) {
            line.pollFirst();
            if (first.taker.isWaiting()) {
                tooLong.accept(first.taker);
            }
            first = line.peekFirst();
        }
    }

    private boolean isOver(Waiting waiting, long nowNanos) {
        return nowNanos - waiting.sinceNanos > boundNanos && nowNanos - filledNanos > intervalNanos;
    }

    /** All of them; nobody waits any more. */
    List<Taker> leave() {
        List<Taker> all = line.stream().map(Waiting::taker).toList();
        line.clear();
        return all;
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    int size() {
        return line.size();
    }
}
