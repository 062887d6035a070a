package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.exchange.AnswerHead;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Grpc;
import io.sallyport.edge.exchange.UnreadRest;
import io.sallyport.edge.netty.StreamError;
import io.sallyport.edge.pool.OriginPools;
import io.sallyport.edge.pool.UpstreamConnection;
import io.sallyport.edge.problem.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * Moves an origin's answer to the client with back-pressure, and gives the connection back when both sides are done.
 * The last piece of a body of known length goes out together with the end, so a small answer is one write. Owner: the
 * loop's thread.
 */
final class AnswerRelay {
    /** Of a body that is replaced: longest that is read for the connection's sake, and how long that may take. */
    private static final long PASSED_OVER_MAX = 64 * 1024;

    private static final long PASSED_OVER_MILLIS = 1000;

    private final Exchange exchange;
    private final UpstreamAnswer answer;
    private final UpstreamConnection connection;
    private final RequestBody requestBody;
    private final OriginPools pools;
    private final ClientBody body;
    private final long idleNanos;
    /** On HTTP/1.1 a body of known length has nothing behind it. */
    private final boolean mayHaveTrailers;

    private long passed;
    private boolean relayed;
    private boolean ended;
    private boolean complete;
    private boolean blockedByClient;

    AnswerRelay(
            Exchange exchange,
            UpstreamAnswer answer,
            UpstreamConnection connection,
            RequestBody requestBody,
            OriginPools pools) {
        this.exchange = exchange;
        this.answer = answer;
        this.connection = connection;
        this.requestBody = requestBody;
        this.pools = pools;
        this.body = new ClientBody(exchange, answer);
        this.mayHaveTrailers = answer.response().version() == HttpVersion.HTTP_2;
        this.idleNanos = pools.config().idleTimeout().toNanos();
    }

    /** @param toClient whether the answer goes to the client; otherwise its body is read and thrown away */
    void start(boolean toClient) {
        relayed = toClient;
        HttpClientResponse response = answer.response();
        response.exceptionHandler(failure -> cutByOrigin());
        response.endHandler(end -> ended());
        response.handler(this::chunk);
        if (toClient) {
            exchange.within(idleNanos);
            AnswerHead.write(exchange, answer);
            if (answer.replacement() != null) {
                finish(answer.replacement());
                passOver();
            } else if (answer.length() == 0) {
                finish(null);
            }
        } else if (answer.length() != 0) {
            passOver();
        }
    }

    /** The origin's body is for nobody: a short one is read, to keep the connection; another is not worth it. */
    private void passOver() {
        if (answer.length() > PASSED_OVER_MAX) {
            connection.discard();
            return;
        }
        answer.response().handler(piece -> {
            passed += piece.length();
            if (passed > PASSED_OVER_MAX) {
                connection.discard();
            }
        });
        Vertx.currentContext().owner().setTimer(PASSED_OVER_MILLIS, late -> {
            if (!ended) {
                connection.discard();
            }
        });
    }

    private void chunk(Buffer piece) {
        if (!relayed || complete || exchange.isOver()) {
            return;
        }
        passed += piece.length();
        if (passed == answer.length() && !mayHaveTrailers) {
            finish(piece);
            return;
        }
        exchange.within(idleNanos);
        body.piece(piece);
        HttpServerResponse response = exchange.response();
        if (response.writeQueueFull()) {
            blockedByClient = true;
            answer.response().pause();
            response.drainHandler(drained -> drained());
        }
    }

    private void drained() {
        blockedByClient = false;
        if (!exchange.isOver()) {
            exchange.within(idleNanos);
            answer.response().resume();
        }
    }

    private void finish(Buffer last) {
        complete = true;
        if (requestBody.isSent()) {
            body.end(last);
            exchange.end(Outcome.FORWARDED);
        } else {
            connection.discard();
            UnreadRest.answerBehind(exchange, exchange.transfer().status(), () -> finishEarly(last));
        }
    }

    /** The origin has answered before it had the whole request: neither connection can be used again. */
    private void finishEarly(Buffer last) {
        if (exchange.isOver()) {
            body.cut();
            return;
        }
        body.end(last);
        exchange.end(Outcome.FORWARDED);
        UnreadRest.discard(exchange);
    }

    private void ended() {
        ended = true;
        if (relayed && !complete && !exchange.isOver()) {
            body.trailers();
            finish(null);
        }
        if (requestBody.isSent() && connection.staysOpen(answer.response())) {
            connection.release(pools.clock().nanos());
        } else {
            connection.discard();
        }
    }

    private void cutByOrigin() {
        connection.broken();
        if (relayed && !complete && !exchange.isOver()) {
            breakOff(Outcome.ANSWER_INCOMPLETE);
        }
    }

    void expired() {
        breakOff(blockedByClient ? Outcome.CLIENT_GONE : Outcome.ORIGIN_TIMEOUT);
        connection.discard();
    }

    /** Ends the client's answer in a way that the client can tell from a complete one. */
    private void breakOff(Outcome outcome) {
        cut();
        exchange.end(outcome);
        if (Grpc.isSpoken(exchange) && answer.sentLength() < 0) {
            Grpc.end(exchange, Problem.of(outcome, "The answer was cut short."));
            return;
        }
        exchange.response().reset(StreamError.INTERNAL_ERROR);
        if (exchange.client().isHttp1()) {
            exchange.transfer().closeClient();
        }
    }

    /**
     * Tells whoever listens in that the body will not be complete, and lets the rest of it through to nobody: a paused
     * connection that is closed would never free the buffers that it has read already.
     */
    void cut() {
        if (!complete) {
            complete = true;
            body.cut();
            answer.response().resume();
        }
    }
}
