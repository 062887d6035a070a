package io.sallyport.edge.reuse;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.TrailerFields;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.fill.Cursor;
import io.sallyport.edge.fill.Fill;
import io.sallyport.edge.netty.StreamError;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.range.Window;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * One client's way through a fill: the body goes out as it comes and no faster than the client takes it. The head has
 * been prepared. Owner: the loop's thread.
 */
final class FillReader implements Upstream {
    /** Whoever waits for the server is cut when the fill is; the exchange's own time ends it in any case. */
    private static final long FAR_NANOS = Duration.ofDays(365).toNanos();

    /** What a client must take within the idle time where others wait for it. */
    private static final int PACE = 64 * 1024;

    private final Exchange exchange;
    private final HttpServerResponse response;
    private final Fill fill;
    private final Outcome good;
    /** Whose trailers travel; {@code null} for none. */
    private final UpstreamAnswer answer;

    private final Context context = Vertx.currentContext();
    private final Window window;
    private Cursor cursor;
    private long taken;
    private long takenInTime;
    private boolean blocked;
    /** When the client's connection lets go of the last piece; {@code null} before it is sent. */
    private Future<Void> gone;

    private FillReader(Exchange exchange, Fill fill, Window window, Outcome good, UpstreamAnswer answer) {
        this.exchange = exchange;
        this.response = exchange.response();
        this.fill = fill;
        this.window = window;
        this.good = good;
        this.answer = answer;
    }

    /** For the client whose request has brought the answer. */
    static FillReader ofOwnClient(Exchange exchange, Fill fill, Window window, UpstreamAnswer answer) {
        return new FillReader(exchange, fill, window, Outcome.FORWARDED, answer);
    }

    /** For a client that has come for the same thing meanwhile. */
    static FillReader ofOther(Exchange exchange, Fill fill, Window window) {
        return new FillReader(exchange, fill, window, Outcome.CACHE_HIT, null);
    }

    /** Finds a place; {@code false} when the beginning is gone, and nothing has been done. */
    boolean open() {
        cursor = fill.open(() -> context.runOnContext(turned -> proceed()));
        return cursor != null;
    }

    /** Opens, and begins to send. */
    void start() {
        if (!open()) {
            throw new IllegalStateException("a fill that nobody can read");
        }
        send();
    }

    /** Begins to send; the head leaves with the first piece. */
    void send() {
        if (exchange.isOver()) {
            cursor.close();
            return;
        }
        exchange.upstream(this);
        exchange.within(FAR_NANOS);
        response.drainHandler(drained -> proceed());
        proceed();
    }

    private void proceed() {
        blocked = false;
        while (!exchange.isOver() && !response.writeQueueFull()) {
            Buffer piece = cursor.next();
            if (cursor.isAtEnd()) {
                finish(piece == null ? null : window.cut(piece));
                return;
            }
            if (piece == null) {
                await();
                return;
            }
            taken += piece.length();
            Buffer out = window.cut(piece);
            if (window.isPassed()) {
                finish(out);
                return;
            }
            write(out);
        }
        if (!exchange.isOver()) {
            block();
        }
    }

    private void write(Buffer out) {
        if (out.length() > 0) {
            exchange.transfer().sent(out.length());
            response.write(out);
        }
    }

    /** For the client; where others wait for this one, a trickle does not count. */
    private void block() {
        blocked = true;
        if (!cursor.holdsOthersBack() || takenInTime == 0 || taken - takenInTime >= PACE) {
            takenInTime = taken;
            exchange.within(exchange.client().idleNanos());
        }
    }

    /** For the server. */
    private void await() {
        Outcome why = cursor.cut();
        if (why == null) {
            takenInTime = 0;
            exchange.within(FAR_NANOS);
        } else if (response.headWritten()) {
            breakOff(why);
        } else {
            exchange.refuse(Problem.of(why, "The origin server's answer broke off."));
        }
    }

    private void finish(Buffer last) {
        exchange.transfer().answerEnds();
        trailers();
        if (last == null || last.length() == 0) {
            gone = response.end();
        } else {
            exchange.transfer().sent(last.length());
            gone = response.end(last);
        }
        exchange.end(good);
    }

    /** A body that is another than the server's, or has a length on HTTP/1.1, has nothing behind it. */
    private void trailers() {
        if (answer == null || answer.transform() != null || !window.isAll()) {
            return;
        }
        MultiMap from = answer.response().trailers();
        boolean room = !exchange.client().isHttp1() || response.isChunked();
        if (room && !from.isEmpty()) {
            TrailerFields.copyAnswer(exchange, from, response.trailers());
        }
    }

    /** Ends the answer in a way that the client can tell from a complete one. */
    private void breakOff(Outcome why) {
        exchange.end(why);
        response.reset(StreamError.INTERNAL_ERROR);
        if (exchange.client().isHttp1()) {
            exchange.transfer().closeClient();
        }
    }

    @Override
    public void cancel() {
        // the exchange is over, and nothing is written after that
    }

    @Override
    public void expired() {
        breakOff(blocked ? Outcome.CLIENT_GONE : Outcome.ORIGIN_TIMEOUT);
    }

    /** What a connection has still to send keeps all of a body in memory that has come. */
    @Override
    public void ended(Outcome outcome) {
        if (gone != null && cursor.isAtEnd()) {
            gone.onComplete(sent -> cursor.close());
        } else {
            cursor.close();
        }
    }
}
