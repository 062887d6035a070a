package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Grpc;
import io.sallyport.edge.exchange.Unattended;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.exchange.Whereabouts;
import io.sallyport.edge.pool.FailureDetail;
import io.sallyport.edge.pool.Origin;
import io.sallyport.edge.pool.OriginPool;
import io.sallyport.edge.pool.OriginPools;
import io.sallyport.edge.pool.Passage;
import io.sallyport.edge.pool.UpstreamConnection;
import io.sallyport.edge.problem.Problem;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/**
 * One exchange's way to an origin: a connection, the request, the answer. Tries again, at another endpoint, only while
 * nothing can have been carried out, or may be carried out twice: after a connection that was refused, whatever the
 * request; after one that broke, was too slow, or brought a status that the route calls a failure, if the request is
 * idempotent and has no body (RFC 9110 section 9.2.2); after an origin's word that it has not begun. Owner: the loop's
 * thread.
 */
public final class UpstreamCall implements Upstream, OriginPool.Taker {
    private final Exchange exchange;
    private final OriginPools pools;
    private final OriginChoice choice;
    private final long headNanos;
    private final RequestBody body;

    /** Who takes over when protocols are switched; {@code null} when the client has not asked for it. */
    private Switching.Taker switching;

    private OriginPool pool;
    private UpstreamConnection connection;
    private HttpClientRequest request;
    private AnswerRelay relay;
    /** Who waits for a connection; {@code null} when nobody does. */
    private OriginPool.Taker taker;

    private long dueNanos;
    private int tries;
    private boolean refreshed;

    public UpstreamCall(Exchange exchange, OriginPools pools, OriginChoice choice, long headTimeoutNanos) {
        this.exchange = exchange;
        this.pools = pools;
        this.choice = choice;
        this.headNanos = headTimeoutNanos;
        this.body = RequestBody.of(exchange, pools.config().idleTimeout().toNanos());
    }

    /** Asks the origin for a WebSocket. */
    public void switchTo(Switching.Taker taker) {
        switching = taker;
    }

    /** Keeps a body back while it is not yet known where to send it. */
    public static void hold(Exchange exchange) {
        RequestBody.of(exchange, 0).hold();
    }

    /** Begins; the exchange hears of the end through its own methods. */
    public void start() {
        body.hold();
        exchange.upstream(this);
        Grpc.heedTimeout(exchange);
        dueNanos = pools.clock().nanos() + pools.config().connectTimeout().toNanos() + headNanos;
        if (!tryNext()) {
            exchange.refuse(choice.exhausted());
        }
    }

    /** Begins a try at an origin that has had none; {@code false} when there is none or no further try is allowed. */
    private boolean tryNext() {
        Origin origin = tries < choice.attempts() && !isUnwanted() ? choice.next() : null;
        if (origin == null) {
            return false;
        }
        tries++;
        exchange.attempted();
        CallTrail.tries(exchange, origin, tries);
        connection = null;
        request = null;
        taker = tries == 1 ? this : new LaterTry(this);
        exchange.within(waitNanos());
        pool = pools.pool(switching == null ? origin : origin.forSwitching(), choice.limits());
        take(taker);
        return true;
    }

    private void take(OriginPool.Taker waiting) {
        pool.take(waiting);
        if (isConnecting()) {
            CallTrail.waits(exchange);
        }
    }

    private boolean isConnecting() {
        return taker != null && !exchange.isOver();
    }

    /** Whether nobody waits for it, and the edge is about to stop. */
    private boolean isUnwanted() {
        return exchange.loop().isDraining() && Unattended.is(exchange);
    }

    /** Time for this try as far as it is known: its own, at most what is left of the call's. */
    private long waitNanos() {
        long left = dueNanos - pools.clock().nanos();
        return choice.tryNanos() == 0 ? left : Math.min(left, choice.tryNanos());
    }

    /** Goes on to the next origin after a try that failed, or says why not. */
    private void tryAfter(Outcome outcome, boolean idle) {
        choice.failed(outcome, idle);
        if (!tryNext()) {
            exchange.refuse(choice.explained(problem(outcome)));
        }
    }

    @Override
    public boolean isWaiting() {
        return taker == this;
    }

    @Override
    public void refused(Outcome outcome, String reason) {
        if (taker == this) {
            refusedNow(outcome, reason);
        }
    }

    private void refusedNow(Outcome outcome, String reason) {
        taker = null;
        CallTrail.failed(exchange, outcome, reason);
        tryAfter(outcome, false);
    }

    @Override
    public void connected(UpstreamConnection ready) {
        taker = null;
        connection = ready;
        CallTrail.connected(exchange);
        exchange.within(headTime());
        Passage passage = pool.passage();
        String target = passage == null ? exchange.target() : passage.target(exchange.target());
        ready.request(exchange.request().method(), target).onComplete(result -> opened(ready, result));
    }

    /** Time for the head of this try's answer. */
    private long headTime() {
        long left = tries == 1 ? headNanos : waitNanos();
        return choice.tryNanos() == 0 ? left : Math.min(left, choice.tryNanos());
    }

    /** A further try has a taker of its own: a connection that comes for an earlier one must not be taken for its own. */
    private static final class LaterTry implements OriginPool.Taker {
        private final UpstreamCall call;

        LaterTry(UpstreamCall call) {
            this.call = call;
        }

        @Override
        public void connected(UpstreamConnection connection) {
            call.connected(connection);
        }

        @Override
        public void refused(Outcome outcome, String reason) {
            if (isWaiting()) {
                call.refusedNow(outcome, reason);
            }
        }

        @Override
        public boolean isWaiting() {
            return call.taker == this;
        }
    }

    private void opened(UpstreamConnection used, AsyncResult<HttpClientRequest> result) {
        if (used != connection || exchange.isOver()) {
            used.discard();
            return;
        }
        if (result.failed()) {
            failed(result.cause());
            return;
        }
        request = result.result();
        Whereabouts.dialled(exchange, request.connection());
        RequestHead.write(exchange, request);
        if (pool.passage() != null) {
            RequestHead.toProxy(exchange, pool.passage(), request.headers());
        }
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
        request.earlyHintsHandler(new EarlyHints(exchange));
        if (switching == null) {
            body.sendTo(request, headTime());
        } else {
            Switching.request(request);
            request.connect();
        }
    }

    private void head(HttpClientResponse response) {
        if (exchange.isOver()) {
            response.exceptionHandler(failure -> {}); // nobody is left to hear of it
            connection.discard();
            return;
        }
        if (switching != null && Switching.isProper(exchange, response)) {
            switchOver(response);
            return;
        }
        long length = BodyLength.of(response, exchange.request().method());
        int status = response.statusCode();
        if (status < 200 || status > 999 || length == BodyLength.INVALID) {
            response.exceptionHandler(failure -> {}); // nobody reads it
            connection.discard();
            note(Outcome.ORIGIN_BROKE_PROTOCOL, null);
            failed(Outcome.ORIGIN_BROKE_PROTOCOL, false, body.mayRepeat());
            return;
        }
        if (pool.passage() != null && pool.passage().refuses(status)) {
            response.exceptionHandler(failure -> {}); // nobody reads it
            connection.discard();
            note(Outcome.EXIT_UNAVAILABLE, null);
            failed(Outcome.EXIT_UNAVAILABLE, false, body.mayRepeat());
            return;
        }
        choice.answered(status);
        CallTrail.answered(exchange, status);
        if (choice.repeats(status) && body.mayRepeat() && triedInstead(response, length)) {
            return;
        }
        body.answered();
        UpstreamAnswer answer = new UpstreamAnswer(response, length);
        relay = new AnswerRelay(exchange, answer, connection, body, pools);
        boolean toClient = exchange.answered(answer);
        if (toClient && answer.intake() != null) {
            new AnswerIntake(
                            exchange.loop(),
                            answer,
                            connection,
                            choice,
                            pools.config().idleTimeout().toNanos())
                    .start();
            return;
        }
        if (!toClient) {
            choice.ended(Outcome.FORWARDED);
            answer.dropBody();
        }
        relay.start(toClient);
    }

    private void switchOver(HttpClientResponse response) {
        choice.answered(Switching.SWITCHING_PROTOCOLS);
        exchange.afterwards(() -> choice.ended(exchange.outcome()));
        Switching.answer(exchange, response);
        switching.switched(exchange, connection.become());
    }

    /** Tries another origin in place of this answer, if there is one. Its connection is kept if nothing more comes on it. */
    private boolean triedInstead(HttpClientResponse response, long length) {
        UpstreamConnection answering = connection;
        if (!tryNext()) {
            return false;
        }
        if (length == 0) {
            new AnswerRelay(exchange, new UpstreamAnswer(response, 0), answering, body, pools).start(false);
        } else {
            answering.discard();
        }
        return true;
    }

    /** Nothing of an answer has come. */
    private void failed(Throwable cause) {
        if (exchange.isOver() || relay != null) {
            return;
        }
        boolean untouched = connection.isUntouched(cause);
        boolean idle = CallFailure.isLoss(cause) && connection.isUsed();
        connection.broken();
        note(CallFailure.outcome(cause), cause);
        failed(CallFailure.outcome(cause), untouched || idle, untouched ? body.mayResend() : body.mayRepeat());
    }

    private void note(Outcome outcome, Throwable cause) {
        CallTrail.failed(exchange, outcome, FailureDetail.answer(pool.origin(), outcome, cause));
    }

    /**
     * @param idle   whether the connection may have been closed for want of traffic, or goes away
     * @param anew   whether the request may be sent once more
     */
    private void failed(Outcome outcome, boolean idle, boolean anew) {
        choice.failed(outcome, idle);
        if (anew) {
            repeat(outcome, idle);
        } else {
            exchange.refuse(problem(outcome));
        }
    }

    /**
     * Once more, at another origin.
     *
     * @param atTheSame whether the same one is worth it too, once: it may have closed for want of traffic, or go away
     */
    private void repeat(Outcome outcome, boolean atTheSame) {
        if (tryNext()) {
            return;
        }
        if (!atTheSame || refreshed || isUnwanted()) {
            exchange.refuse(choice.explained(problem(outcome)));
            return;
        }
        refreshed = true;
        choice.again();
        connection = null;
        request = null;
        taker = new LaterTry(this);
        pool.takeFresh(taker);
        if (isConnecting()) {
            CallTrail.waits(exchange);
        }
    }

    private void giveUp(Problem problem) {
        taker = null;
        if (connection != null) {
            connection.discard();
        }
        exchange.refuse(problem);
    }

    @Override
    public void cancel() {
        taker = null;
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
        } else if (body.answersExpectation()) {
            return; // the client goes on, and has its time for that
        } else if (body.isStuckOnClient()) {
            body.missed();
            giveUp(problem(Outcome.REQUEST_TIMEOUT));
        } else {
            slow(connection == null ? Outcome.CONNECT_TIMEOUT : Outcome.ORIGIN_TIMEOUT);
        }
    }

    /** The try has had its time; if it was not all of the call's, another may follow. */
    private void slow(Outcome outcome) {
        note(outcome, null);
        boolean harmless = request == null || body.mayRepeat();
        if (choice.tryNanos() == 0 || !harmless || waitNanos() <= 0) {
            giveUp(problem(outcome));
            return;
        }
        taker = null;
        if (connection != null) {
            connection.discard();
        }
        tryAfter(outcome, false);
    }

    @Override
    public void ended(Outcome outcome) {
        choice.ended(outcome);
    }

    private static Problem problem(Outcome outcome) {
        return Problem.of(outcome, OutcomeText.of(outcome));
    }
}
