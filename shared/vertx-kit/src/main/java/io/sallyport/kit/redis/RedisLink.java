package io.sallyport.kit.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one Redis server: a long-lived pipelined connection that is made anew when it ends or goes silent.
 *
 * <p>A call without an answer in time is given up. If the connection has answered nothing since the call was sent, it
 * is dropped with everything on it, so that an answer that comes too late meets nobody; a server that answers, but too late
 * each time, is left alone for a pause ({@link CallBreaker}). Attempts to connect are 100 ms to 2 s apart, doubling, with
 * jitter. Calls wait for the first attempt of all and for the first one after a connection that ended; between attempts, and
 * during those of a server that has gone silent or could not be reached, they fail at once.
 *
 * <p>Owner of the state: the context this was made on. Calls come from any thread and are answered on the caller's
 * context.
 */
final class RedisLink implements RedisWay.Server {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final int IN_FLIGHT_MAX = 1024;
    private static final long GRACE_MILLIS = 10;
    private static final long LOOK_NANOS = 10_000_000_000L;

    private static final RedisCall<Boolean> PING = RedisCall.of(Request.cmd(Command.PING), () -> "ping", reply -> true);

    private final Vertx vertx;
    private final Context home;
    private final Dialer dialer;
    private final long timeoutMillis;
    private final RedisFigures figures;
    private final Runnable onChange;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CallBreaker breaker = new CallBreaker();
    private final LinkHealth health = new LinkHealth();
    private final RareLog log = new RareLog(LOG);
    private Future<RedisSession> session = Future.failedFuture(new RedisFailure(Trouble.UNREACHABLE, "", null));
    private long heartbeat;
    private long lookedAt = System.nanoTime() - LOOK_NANOS;
    private boolean closed;

    /** @param onChange called on the home context when the server is lost, moved or there again */
    RedisLink(Vertx vertx, Dialer dialer, Duration timeout, RedisFigures figures, Runnable onChange) {
        this.vertx = vertx;
        this.home = vertx.getOrCreateContext();
        this.dialer = dialer;
        this.timeoutMillis = Math.max(1, timeout.toMillis());
        this.figures = figures;
        this.onChange = onChange;
    }

    /** At once on the home context, so that a call that follows there waits for the attempt. */
    RedisLink open() {
        if (Vertx.currentContext() == home) {
            begin();
        } else {
            home.runOnContext(v -> begin());
        }
        return this;
    }

    private void begin() {
        connect(true);
        heartbeat = vertx.setPeriodic(dialer.beatMillis(), id -> beat());
    }

    @Override
    public String name() {
        return dialer.target();
    }

    @Override
    public <T> Future<T> call(RedisCall<T> call) {
        if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
            inFlight.decrementAndGet();
            return failedFast(Trouble.CROWDED, call);
        }
        Context caller = Vertx.currentContext();
        Promise<T> promise = Promise.promise();
        long deadline = Waiting.deadline(timeoutMillis);
        home.runOnContext(v -> counted(call, deadline)
                .onComplete((reply, failure) -> Waiting.answer(caller, promise, reply, failure)));
        return promise.future();
    }

    /** The same on the home context, with what is left of a time. */
    <T> Future<T> send(RedisCall<T> call, long deadline) {
        if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
            inFlight.decrementAndGet();
            return failedFast(Trouble.CROWDED, call);
        }
        return counted(call, deadline);
    }

    /** What has been counted as in flight. */
    private <T> Future<T> counted(RedisCall<T> call, long deadline) {
        figures.called();
        if (breaker.isOpen()) {
            inFlight.decrementAndGet();
            return failedFast(Trouble.PAUSED, call);
        }
        long sentAt = System.nanoTime();
        Future<RedisSession> open = session.isComplete() ? session : Waiting.within(session, deadline);
        return open.compose(there -> carry(there, call, sentAt, deadline))
                .onComplete(done -> inFlight.decrementAndGet())
                .recover(failure -> fail(call, failure));
    }

    private <T> Future<T> carry(RedisSession open, RedisCall<T> call, long sentAt, long deadline) {
        return open.send(call.request(), Waiting.millisUntil(deadline))
                .map(call::read)
                .onSuccess(reply -> answered())
                .onFailure(failure -> notCarried(open, sentAt, failure));
    }

    /** Sends with leave to find the key in a slot that is on its way to the server: two requests with nothing between them. */
    <T> Future<T> sendAsking(RedisCall<T> call, long deadline) {
        RedisCall<Boolean> asking = RedisCall.of(Request.cmd(Command.ASKING), call.what(), reply -> true);
        Future<Boolean> first = send(asking, deadline);
        Future<T> second = send(call, deadline);
        return first.transform(done -> second);
    }

    private void answered() {
        breaker.answered();
        health.answered(System.nanoTime());
    }

    private void notCarried(RedisSession open, long sentAt, Throwable failure) {
        Trouble trouble = Trouble.of(failure);
        long now = System.nanoTime();
        if (trouble == Trouble.SILENT) {
            vertx.setTimer(GRACE_MILLIS, id -> judgeSilence(open, sentAt, failure));
        } else if (trouble == Trouble.GARBLED || (trouble == Trouble.READ_ONLY && mayLookForAnother(now))) {
            drop(open, trouble, failure);
        } else {
            breaker.answered();
        }
    }

    /** After a moment in which what has come can be read: it may be us who stood still, and not the server. */
    private void judgeSilence(RedisSession open, long sentAt, Throwable failure) {
        if (open.isSilentSince(sentAt)) {
            drop(open, Trouble.SILENT, failure);
        } else {
            late(System.nanoTime());
        }
    }

    /** Another server may be the primary now, under the same name or address; where nobody says so, seldom. */
    private boolean mayLookForAnother(long now) {
        boolean due = now - lookedAt > LOOK_NANOS;
        lookedAt = due ? now : lookedAt;
        return due;
    }

    /** The server answers others in time, or answers late. */
    private void late(long now) {
        if (!closed && breaker.failed(now)) {
            figures.paused(1);
            log.warn(
                    "slow",
                    "Redis " + name() + ": " + CallBreaker.FAILURES
                            + " calls in a row had no answer in time; it is left alone for a moment",
                    now);
            tryLater(now);
        }
    }

    private void tryLater(long now) {
        vertx.setTimer(Waiting.millis(breaker.untilTrial(now)), id -> tryAgain());
    }

    private void tryAgain() {
        long now = System.nanoTime();
        if (closed || !breaker.isOpen()) {
            return;
        }
        if (breaker.untilTrial(now) > 0) {
            tryLater(now); // timers may come a little early
            return;
        }
        if (!breaker.givesTrial(now)) {
            return;
        }
        RedisSession tried = session.succeeded() ? session.result() : null;
        if (tried == null) {
            tried(false);
            return;
        }
        long sentAt = System.nanoTime();
        tried.send(PING.request(), timeoutMillis).onComplete((reply, failure) -> {
            tried(failure == null);
            if (failure != null && tried.isSilentSince(sentAt)) {
                drop(tried, Trouble.SILENT, failure);
            }
        });
    }

    private void tried(boolean answered) {
        if (closed || !breaker.isOpen()) {
            return;
        }
        long now = System.nanoTime();
        breaker.tried(answered, now);
        if (answered) {
            figures.paused(-1);
            health.answered(System.nanoTime());
            log.over("Redis " + name() + ": answers in time again");
        } else {
            tryLater(now);
        }
    }

    private <T> Future<T> failedFast(Trouble trouble, RedisCall<T> call) {
        figures.failed(trouble);
        return Future.failedFuture(new RedisFailure(trouble, describe(call, trouble.word()), null));
    }

    private <T> Future<T> fail(RedisCall<T> call, Throwable failure) {
        Trouble trouble = Trouble.of(failure);
        String sentence = sentence(trouble, failure);
        if (call.isAside() && !trouble.isOfConnection()) {
            return Future.failedFuture(new RedisFailure(trouble, describe(call, sentence), failure));
        }
        figures.failed(trouble);
        if (!closed && trouble.isOfServer()) {
            health.failed(trouble, sentence, System.nanoTime());
            if (!trouble.isOfConnection()) {
                log.warn(trouble.token(), "Redis " + name() + ": " + sentence, System.nanoTime());
            }
        }
        return Future.failedFuture(new RedisFailure(trouble, describe(call, sentence), failure));
    }

    private static String sentence(Trouble trouble, Throwable failure) {
        boolean told = failure instanceof RedisFailure && !failure.getMessage().isEmpty();
        return told ? failure.getMessage() : trouble.sentence(failure);
    }

    private String describe(RedisCall<?> call, String sentence) {
        return "redis " + name() + ": " + call.what().get() + ": " + sentence;
    }

    /** What is wrong, in words; empty when calls go through. */
    String problem() {
        String now = health.problem(System.nanoTime());
        return now.isEmpty() ? "" : name() + ": " + now;
    }

    private void connect(boolean patient) {
        if (closed) {
            return;
        }
        Future<RedisSession> attempt = dialer.dial();
        Future<RedisSession> before = session;
        session = patient ? attempt : before;
        attempt.onSuccess(open -> connected(attempt, open)).onFailure(failure -> {
            Trouble trouble = Trouble.of(failure);
            lost(trouble, sentence(trouble, failure));
            retry(trouble);
        });
    }

    private void connected(Future<RedisSession> attempt, RedisSession open) {
        if (closed) {
            discard(open);
            return;
        }
        figures.connected();
        session = attempt;
        log.over("Redis " + name() + ": connected to " + open.server());
        if (breaker.isOpen()) {
            figures.paused(-1);
        }
        breaker.reset();
        health.answered(System.nanoTime());
        open.onEnd(failure -> home.runOnContext(v -> ended(open, failure)));
        onChange.run();
    }

    private void ended(RedisSession open, Throwable failure) {
        boolean garbled = failure != null && Trouble.of(failure) == Trouble.GARBLED;
        drop(open, garbled ? Trouble.GARBLED : Trouble.ENDED, failure);
    }

    private void drop(RedisSession open, Trouble trouble, Throwable failure) {
        if (closed || session.result() != open) {
            return;
        }
        lost(trouble, trouble.sentence(failure));
        discard(open);
        retry(trouble);
    }

    private void lost(Trouble trouble, String sentence) {
        health.failed(trouble, sentence, System.nanoTime());
        session = Future.failedFuture(new RedisFailure(trouble, sentence, null));
        log.warn(trouble.token(), "Redis " + name() + ": " + sentence + "; connecting again", System.nanoTime());
        onChange.run();
    }

    /** A server that ends connections or takes no writes at each attempt is tried ever more seldom, too. */
    private void retry(Trouble trouble) {
        if (closed) {
            return;
        }
        boolean calm = health.isCalm(System.nanoTime());
        if (calm) {
            backoff.reset();
        }
        vertx.setTimer(backoff.next().toMillis(), id -> connect(calm && trouble == Trouble.ENDED));
    }

    private void beat() {
        RedisSession open = session.succeeded() ? session.result() : null;
        if (open == null || breaker.isOpen()) {
            return;
        }
        dialer.isStill(open.server()).onSuccess(still -> {
            if (!still) {
                drop(open, Trouble.READ_ONLY, null);
            }
        });
        if (inFlight.get() == 0) {
            send(PING, Waiting.deadline(timeoutMillis)).onFailure(failure -> LOG.debug("Redis {}", name(), failure));
        }
    }

    Future<Void> close() {
        Promise<Void> done = Promise.promise();
        home.runOnContext(v -> {
            if (breaker.isOpen() && !closed) {
                figures.paused(-1);
            }
            closed = true;
            vertx.cancelTimer(heartbeat);
            dialer.close();
            Future<RedisSession> last = session;
            health.failed(Trouble.ENDED, "closed", System.nanoTime());
            session = Future.failedFuture(new RedisFailure(Trouble.ENDED, "closed", null));
            last.compose(RedisSession::close).onComplete((closing, failure) -> done.tryComplete());
        });
        return done.future();
    }

    private static void discard(RedisSession open) {
        open.close().onFailure(failure -> LOG.debug("closing a Redis connection", failure));
    }
}
