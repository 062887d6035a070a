package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.answer.BodyTap;
import io.sallyport.edge.client.ClientConnection;
import io.sallyport.edge.netty.EarlyBytes;
import io.sallyport.edge.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;

/**
 * What passes between an exchange and its client: the request's body, the answer, perhaps bytes that nobody reads; and how
 * either half breaks off. It is itself the handler of failures, so that listening costs no further object. Owner: the
 * loop's thread.
 */
public final class Transfer implements Handler<Throwable> {
    private final Exchange exchange;
    private BodyTap tap = BodyTap.DEAF;
    private int status;
    private long bytesIn;
    private long bytesOut;
    private long bodyBytes = Long.MAX_VALUE;
    private boolean answerEnds;
    private boolean upgrade;
    private boolean switched;
    private EarlyBytes early;

    Transfer(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Hears from now on of halves that break off. */
    void listen() {
        HttpServerRequest request = exchange.request();
        HttpServerResponse response = request.response();
        response.exceptionHandler(this);
        if (!exchange.client.isHttp1()) {
            response.closeHandler(gone -> clientGone());
            request.exceptionHandler(this);
        } else if (announcesBody()) {
            request.exceptionHandler(this);
        }
    }

    /** Of either half: a connection that is gone, or bytes that the decoder cannot make a body of. */
    @Override
    public void handle(Throwable failure) {
        if (failure instanceof HttpClosedException
                || failure instanceof StreamResetException
                || failure instanceof IOException) {
            clientGone();
        } else {
            breakOff(Problem.of(Outcome.BAD_REQUEST, "The request body is malformed or was cut short."));
        }
    }

    /** A stream that closes because its answer is complete, perhaps before the call that completed it returns, is not gone. */
    private void clientGone() {
        if (answerEnds || exchange.response().ended()) {
            return;
        }
        Upstream working = exchange.upstream();
        exchange.end(Outcome.CLIENT_GONE);
        if (working != null) {
            working.cancel();
        }
        if (exchange.client.isHttp1()) {
            exchange.request().resume(); // frees what a paused connection holds
        }
    }

    /**
     * The request's body broke off or broke the rules: the origin's connection is closed, and whatever follows on the
     * client's is not to be read.
     */
    private void breakOff(Problem problem) {
        if (exchange.isOver()) {
            return;
        }
        Upstream working = exchange.upstream();
        if (working != null) {
            working.cancel();
        }
        if (exchange.response().headWritten()) {
            closeClient();
            exchange.end(problem.outcome());
        } else {
            exchange.refuse(problem);
        }
    }

    /**
     * Closes the client's connection. A paused one keeps the buffers that it has read already, and would never free
     * them; so the rest of the request is let through first, to nobody.
     */
    public void closeClient() {
        exchange.request().resume();
        exchange.client.close();
    }

    /** Whether an HTTP/1.1 request says that a body follows. */
    boolean announcesBody() {
        return ClientConnection.announcesBody(exchange.request());
    }

    /** Sets the most bytes that the request's body may have; {@link #received} ends the exchange beyond them. */
    public void bodyLimit(long bytes) {
        bodyBytes = bytes;
    }

    public void received(int bytes) {
        bytesIn += bytes;
        if (bytesIn > bodyBytes && !exchange.client.isTunnel()) {
            breakOff(Problem.bodyTooLarge(bodyBytes));
        }
    }

    public void sent(int bytes) {
        bytesOut += bytes;
    }

    public long bytesIn() {
        return bytesIn;
    }

    public long bytesOut() {
        return bytesOut;
    }

    /** Who listens in on the request's body, and hears when all of the request has been sent. */
    public BodyTap tap() {
        return tap;
    }

    public void tap(BodyTap listener) {
        tap = listener;
    }

    /** Of the answer; 0 before there is one. */
    public int status() {
        return status;
    }

    public void status(int sent) {
        status = sent;
    }

    /** The last of the answer is about to be written; an HTTP/2 response with trailers does not say so itself. */
    public void answerEnds() {
        answerEnds = true;
    }

    /** The head names a protocol that the client would like better. */
    public void withUpgrade() {
        upgrade = true;
    }

    public boolean namesUpgrade() {
        return upgrade;
    }

    /** A proper request for a WebSocket; its connection reads no further request, whatever comes of it. */
    public void becomesWebSocket(EarlyBytes held) {
        early = held;
    }

    public boolean isWebSocket() {
        return early != null;
    }

    /** What the client has sent behind the request for a WebSocket. */
    public EarlyBytes early() {
        return early;
    }

    /** The bytes pass unread from now on, as those of a tunnel. */
    public void switched() {
        switched = true;
    }

    boolean isSwitched() {
        return switched;
    }
}
