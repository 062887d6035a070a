package io.sallyport.edge.reuse;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.answer.BodyIntake;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.exchange.AnswerHead;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.fill.Fill;
import io.sallyport.edge.fill.FillSource;
import io.sallyport.edge.range.RangeAnswer;
import io.sallyport.edge.range.Window;
import io.sallyport.http.range.ByteRange;
import io.sallyport.http.range.ByteRanges;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * Takes a server's answer into a fill, from which its own client reads like everybody else. Owner: the loop's thread;
 * what a fill says to its source comes on any.
 */
final class FillIntake implements BodyIntake, FillSource {
    /** For the rest of a body that is fetched for the cache alone. */
    private static final long UNREAD_NANOS = Duration.ofSeconds(10).toNanos();

    private final Exchange exchange;
    private final UpstreamAnswer answer;
    private final Fill fill;
    private final SharedTier.Fill onward;
    private final Claim claim;
    private final boolean clientHasIt;
    private Flow flow;

    /** @param clientHasIt whether its own client needs no body: a condition of its that has not gone to the server holds */
    FillIntake(
            Exchange exchange,
            UpstreamAnswer answer,
            Fill fill,
            SharedTier.Fill onward,
            Claim claim,
            boolean clientHasIt) {
        this.exchange = exchange;
        this.answer = answer;
        this.fill = fill;
        this.onward = onward;
        this.claim = claim;
        this.clientHasIt = clientHasIt;
    }

    @Override
    public void begin(Flow opened) {
        flow = opened;
        fill.from(this);
        if (clientHasIt) {
            claim.filling(fill, false);
            readersChanged();
            long age = fill.head().ageSeconds(exchange.loop().clock().millis());
            FillAnswer.send(exchange, fill, age, exchange.cache());
            return;
        }
        ByteRanges parts = exchange.fetchesWhole() ? FillAnswer.parts(exchange, fill) : null;
        if (parts != null && parts.isUnsatisfiable()) {
            RangeAnswer.unsatisfiable(exchange, fill.length(), exchange.cache(), Outcome.FORWARDED);
            readersChanged();
        } else {
            AnswerHead.write(exchange, answer);
            FillReader.ofOwnClient(exchange, fill, window(parts), answer).start();
        }
        claim.filling(fill, false);
    }

    /** The client has asked for a part, and gets it as it comes. */
    private Window window(ByteRanges parts) {
        if (parts == null) {
            return Window.all();
        }
        ByteRange part = parts.parts().get(0);
        RangeAnswer.writePart(exchange.response().headers(), part, fill.length());
        exchange.transfer().status(RangeAnswer.PARTIAL_CONTENT);
        exchange.response().setStatusCode(RangeAnswer.PARTIAL_CONTENT);
        return Window.of(part);
    }

    @Override
    public boolean piece(Buffer piece) {
        onward.add(piece);
        return fill.add(piece);
    }

    @Override
    public void end(Buffer last) {
        onward.add(last);
        fill.end(last);
    }

    @Override
    public void end() {
        fill.end();
    }

    @Override
    public void cut(Outcome why) {
        fill.cut(why);
    }

    @Override
    public void resume() {
        flow.resume();
    }

    @Override
    public void stop() {
        flow.stop();
    }

    @Override
    public void readersChanged() {
        flow.within(fill.isRead() ? 0 : UNREAD_NANOS);
    }
}
