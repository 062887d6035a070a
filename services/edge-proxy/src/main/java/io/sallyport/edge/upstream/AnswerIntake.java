package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.answer.BodyIntake;
import io.sallyport.edge.answer.BodyTransform;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.exchange.Loop;
import io.sallyport.edge.pool.UpstreamConnection;
import io.sallyport.edge.time.Deadlines;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;

/**
 * Moves an origin's answer to a {@link BodyIntake} and gives the connection back. It has a deadline of its own, because it
 * may outlive the exchange that it began with. Owner: the loop's thread.
 */
final class AnswerIntake extends Deadlines.Entry implements BodyIntake.Flow {
    private final Loop loop;
    private final UpstreamAnswer answer;
    private final UpstreamConnection connection;
    private final OriginChoice choice;
    private final BodyIntake intake;
    private final Context context = Vertx.currentContext();
    private final long idleNanos;
    /** Whether nothing can stand behind a body of known length, so that its last byte is its end. */
    private final boolean endsWithLength;

    private long lastNanos = Long.MAX_VALUE;
    private long passed;
    private boolean paused;
    private boolean flushing;
    private boolean over;
    private boolean discarded;

    AnswerIntake(Loop loop, UpstreamAnswer answer, UpstreamConnection connection, OriginChoice choice, long idleNanos) {
        this.loop = loop;
        this.answer = answer;
        this.connection = connection;
        this.choice = choice;
        this.intake = answer.intake();
        this.idleNanos = idleNanos;
        this.endsWithLength = answer.response().version() != HttpVersion.HTTP_2;
    }

    void start() {
        HttpClientResponse response = answer.response();
        response.exceptionHandler(failure -> cutByOrigin());
        response.endHandler(end -> ended(response));
        response.handler(this::chunk);
        loop.deadlines().add(this);
        dueWithin(idleNanos);
        intake.begin(this);
    }

    /** Sets when it expires, from now. */
    private void dueWithin(long nanos) {
        long due = loop.clock().nanos() + nanos;
        due(lastNanos == Long.MAX_VALUE || due - lastNanos < 0 ? due : lastNanos);
    }

    private void chunk(Buffer piece) {
        if (over) {
            return;
        }
        passed += piece.length();
        if (endsWithLength && passed == answer.length()) {
            complete(piece);
            return;
        }
        dueWithin(idleNanos);
        BodyTransform transform = answer.transform();
        if (transform == null) {
            give(piece);
            return;
        }
        give(transform.piece(piece));
        if (transform.isStreaming() && !flushing) {
            flushing = true;
            context.runOnContext(turned -> flush(transform));
        }
    }

    /** After everything that came in one turn of the loop. */
    private void flush(BodyTransform transform) {
        flushing = false;
        if (!over) {
            give(transform.flush());
        }
    }

    private void give(Buffer piece) {
        if (piece.length() > 0 && !intake.piece(piece) && !over) {
            paused = true;
            answer.response().pause();
            due(lastNanos);
        }
    }

    private void complete(Buffer last) {
        finish(Outcome.FORWARDED);
        Buffer out = answer.transform() == null ? last : answer.transform().end(last);
        if (out == null || out.length() == 0) {
            intake.end();
        } else {
            intake.end(out);
        }
    }

    private void ended(HttpClientResponse response) {
        if (!discarded && connection.staysOpen(response)) {
            connection.release(loop.clock().nanos());
        } else {
            connection.discard();
        }
        if (!over) {
            complete(null);
        }
    }

    private void finish(Outcome outcome) {
        over = true;
        loop.deadlines().remove(this);
        choice.ended(outcome);
    }

    private void cutByOrigin() {
        connection.broken();
        cut(Outcome.ANSWER_INCOMPLETE);
    }

    @Override
    protected void expired() {
        cutHere(Outcome.ORIGIN_TIMEOUT);
    }

    /** Lets the rest through to nobody: a paused connection that is closed would never free what it has read already. */
    private void cutHere(Outcome outcome) {
        if (!over) {
            cut(outcome);
            discarded = true;
            answer.response().resume();
            connection.discard();
        }
    }

    private void cut(Outcome outcome) {
        if (over) {
            return;
        }
        finish(outcome);
        if (answer.transform() != null) {
            answer.transform().cut();
        }
        intake.cut(outcome);
    }

    @Override
    public void resume() {
        context.runOnContext(turned -> {
            if (paused && !over) {
                paused = false;
                dueWithin(idleNanos);
                answer.response().resume();
            }
        });
    }

    @Override
    public void stop() {
        context.runOnContext(turned -> cutHere(Outcome.CLIENT_GONE));
    }

    @Override
    public void within(long nanos) {
        context.runOnContext(turned -> {
            if (!over) {
                lastNanos = nanos == 0 ? Long.MAX_VALUE : loop.clock().nanos() + nanos;
                if (paused) {
                    due(lastNanos);
                } else {
                    dueWithin(idleNanos);
                }
            }
        });
    }
}
