package io.sallyport.edge.exchange;

import io.sallyport.edge.time.Deadlines;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * The rest of a request that is answered before all of it was there. It is read for a second and thrown away, so that the
 * client can read the answer: a connection that is closed on unread bytes, and a reset that comes with the answer, both
 * take the answer from some clients. Then an HTTP/1.1 connection is closed, and a stream is cut off without an error (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9113#section-8.1">RFC 9113 section 8.1</a>). Owner: the loop's thread.
 */
public final class UnreadRest extends Deadlines.Entry {
    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final int NO_ERROR = 0;
    private static final int FIRST_THAT_STOPS_UPLOADS = 300;

    private final Exchange exchange;
    private final Runnable atEnd;
    private final Runnable late;
    private boolean settled;

    private UnreadRest(Exchange exchange, Runnable atEnd, Runnable late) {
        this.exchange = exchange;
        this.atEnd = atEnd;
        this.late = late;
    }

    /** Of a request whose answer is out, and that has not ended, or whose end has not been seen yet. */
    public static void discard(Exchange exchange) {
        Runnable late = exchange.client().isHttp1()
                ? exchange.transfer()::closeClient
                : () -> exchange.response().reset(NO_ERROR);
        Runnable atEnd = exchange.client().isHttp1() ? late : () -> {};
        if (exchange.request().isEnded()) {
            atEnd.run();
        } else {
            new UnreadRest(exchange, atEnd, late).read();
        }
    }

    /** Of a request on whose connection another one is expected: when all of it comes in time, the connection stays. */
    static void skip(Exchange exchange) {
        new UnreadRest(exchange, () -> {}, exchange.transfer()::closeClient).read();
    }

    /**
     * Gives the answer when the rest has been read, a second later at most. Some clients of HTTP/2 stop to read, but not to
     * send, once an answer that welcomes their upload is complete; they would wait for each other with us.
     *
     * @param answer not called when the exchange has ended meanwhile
     */
    public static void answerBehind(Exchange exchange, int status, Runnable answer) {
        if (status >= FIRST_THAT_STOPS_UPLOADS || !isUpload(exchange)) {
            answer.run();
            return;
        }
        new UnreadRest(exchange, answer, answer).read();
    }

    /** Of a length that was told; others may be conversations, in which nobody waits for the other's end. */
    private static boolean isUpload(Exchange exchange) {
        String length = exchange.request().headers().get(HttpHeaders.CONTENT_LENGTH);
        return !exchange.client().isHttp1()
                && length != null
                && !exchange.request().isEnded()
                && !Grpc.isSpoken(exchange);
    }

    private void read() {
        due(exchange.loop().clock().nanos() + PATIENCE_NANOS);
        exchange.loop().deadlines().add(this);
        HttpServerRequest request = exchange.request();
        request.handler(piece -> {
            if (!exchange.isOver()) {
                exchange.transfer().received(piece.length());
            }
        });
        request.endHandler(end -> settle(atEnd));
        request.resume();
    }

    @Override
    protected void expired() {
        settle(late);
    }

    private void settle(Runnable step) {
        exchange.loop().deadlines().remove(this);
        if (!settled) {
            settled = true;
            step.run();
        }
    }
}
