package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Problem;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.exchange.UpstreamAnswer;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;

/**
 * One exchange's way to an origin: a connection, the request, the answer. Tries again only while nothing can have
 * been carried out, or may be carried out twice: after a refused connection at another endpoint, and after a connection
 * that broke under an idempotent request without a body (RFC 9110 section 9.2.2), once. Owner: the loop's thread.
 */
public final class UpstreamCall implements Upstream, OriginPool.Taker {
    private static final int MAX_ATTEMPTS = 3;

    private final Exchange exchange;
    private final OriginPools pools;
    private final OriginChoice choice;
    private final long headNanos;
    private final RequestBody body;

    private OriginPool pool;
    private UpstreamConnection connection;
    private HttpClientRequest request;
    private AnswerRelay relay;
    private int attempts;
    private boolean waiting;
    private boolean repeated;

    public UpstreamCall(Exchange exchange, OriginPools pools, OriginChoice choice, long headTimeoutNanos) {
        this.exchange = exchange;
        this.pools = pools;
        this.choice = choice;
        this.headNanos = headTimeoutNanos;
        this.body = RequestBody.of(exchange, pools.config().idleTimeout().toNanos());
    }

    /** Keeps a body back while it is not yet known where to send it. */
    public static void hold(Exchange exchange) {
        RequestBody.of(exchange, 0).hold();
    }

    /** Begins; the exchange hears of the end through its own methods. */
    public void start() {
        body.hold();
        exchange.upstream(this);
        exchange.within(pools.config().connectTimeout().toNanos() + headNanos);
        tryNext(choice.exhausted());
    }

    private void tryNext(Problem otherwise) {
        Origin origin = attempts < MAX_ATTEMPTS ? choice.next() : null;
        if (origin == null) {
            exchange.refuse(otherwise == null ? choice.exhausted() : otherwise);
            return;
        }
        attempts++;
        exchange.attempted();
        waiting = true;
        pool = pools.pool(origin);
        pool.take(this);
    }

    @Override
    public boolean isWaiting() {
        return waiting;
    }

    @Override
    public void refused(Outcome outcome, String reason) {
        if (!waiting) {
            return;
        }
        waiting = false;
        tryNext(problem(outcome));
    }

    @Override
    public void connected(UpstreamConnection ready) {
        waiting = false;
        connection = ready;
        exchange.within(headNanos);
        ready.request(exchange.request().method(), exchange.target()).onComplete(this::opened);
    }

    private void opened(AsyncResult<HttpClientRequest> result) {
        if (result.failed()) {
            failed(result.cause());
            return;
        }
        request = result.result();
        if (exchange.isOver()) {
            connection.discard();
            return;
        }
        RequestHead.write(exchange, request);
        UpstreamConnection used = connection;
        request.response().onComplete(answer -> {
            if (used != connection) {
                return;
            }
            if (answer.succeeded()) {
                head(answer.result());
            } else {
                failed(answer.cause());
            }
        });
        body.sendTo(request);
    }

    private void head(HttpClientResponse response) {
        if (exchange.isOver()) {
            connection.discard();
            return;
        }
        long length = BodyLength.of(response, exchange.request().method());
        int status = response.statusCode();
        if (status < 200 || status > 999 || length == BodyLength.INVALID) {
            giveUp(problem(Outcome.ORIGIN_BROKE_PROTOCOL));
            return;
        }
        UpstreamAnswer answer = new UpstreamAnswer(response, length);
        relay = new AnswerRelay(exchange, answer, connection, body, pools);
        relay.start(exchange.answered(answer));
    }

    /** Nothing of an answer has come. */
    private void failed(Throwable cause) {
        if (exchange.isOver() || relay != null) {
            return;
        }
        connection.discard();
        boolean lost = cause instanceof HttpClosedException || cause instanceof IOException;
        if (!lost) {
            exchange.refuse(problem(Outcome.ORIGIN_BROKE_PROTOCOL));
        } else if (repeated || !body.mayRepeat()) {
            exchange.refuse(problem(Outcome.ORIGIN_CLOSED));
        } else {
            repeat();
        }
    }

    /** Once more, at another endpoint; at the same one only if it may have closed for want of traffic. */
    private void repeat() {
        repeated = true;
        Origin other = attempts < MAX_ATTEMPTS ? choice.next() : null;
        if (other != null) {
            attempts++;
            exchange.attempted();
            waiting = true;
            pool = pools.pool(other);
            pool.take(this);
        } else if (connection.isUsed()) {
            waiting = true;
            pool.takeFresh(this);
        } else {
            exchange.refuse(problem(Outcome.ORIGIN_CLOSED));
        }
    }

    private void giveUp(Problem problem) {
        waiting = false;
        if (connection != null) {
            connection.discard();
        }
        exchange.refuse(problem);
    }

    @Override
    public void cancel() {
        waiting = false;
        if (relay != null) {
            relay.cut();
        }
        if (connection != null) {
            connection.discard();
        }
    }

    @Override
    public void expired() {
        if (relay != null) {
            relay.expired();
        } else if (body.isStuckOnClient()) {
            giveUp(problem(Outcome.REQUEST_TIMEOUT));
        } else {
            giveUp(problem(connection == null ? Outcome.CONNECT_TIMEOUT : Outcome.ORIGIN_TIMEOUT));
        }
    }

    private static Problem problem(Outcome outcome) {
        return Problem.of(outcome, OutcomeText.of(outcome));
    }
}
