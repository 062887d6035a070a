package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.ForwardReason;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.answer.BodyTap;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.background.Validations;
import io.sallyport.edge.cache.CachePlan;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Unattended;
import io.sallyport.http.HeaderList;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Validates a stale answer that a client has got already (<a
 * href="https://datatracker.ietf.org/doc/html/rfc5861#section-3">RFC 5861 section 3</a>): an exchange of its own, by the
 * same way as the client's, with nobody to wait for it. What it brings is for the next request. Owner: the loop's thread.
 */
final class Revalidation {
    /** From start to end; then the next one may begin. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final MemoryCache cache;
    private final Validations validations;

    Revalidation(MemoryCache cache, Validations validations) {
        this.cache = cache;
        this.validations = validations;
    }

    /**
     * Begins once the client's answer is out, unless one is under way for this answer, or too many are, or the edge is
     * about to stop.
     *
     * @param conditional asks whether the answer still holds; empty when it has no validator
     */
    void begin(Exchange client, CacheKey key, CachePlan plan, Entry stale, HeaderList conditional) {
        VaryKey vary = stale.head().vary();
        if (client.loop().isDraining() || !validations.begin(key, vary)) {
            return;
        }
        Exchange made = Unattended.get(client, Unattended.fields(client), LONGEST_NANOS);
        made.conditional(conditional);
        made.afterwards(() -> validations.ended(key, vary, made.outcome()));
        Pending.pass(made, cache, key, plan, ForwardReason.STALE, stale);
        Vertx.currentContext().runOnContext(turned -> made.start());
    }

    /** Whether an answer is for nobody and to be kept by nobody, so that the rest of it need not come. */
    static boolean isUseless(Exchange exchange, UpstreamAnswer answer) {
        return Unattended.is(exchange) && answer.tap() == BodyTap.DEAF && answer.intake() == null;
    }

    /** The head has said all that there is to know. */
    static void end(Exchange exchange, int status) {
        exchange.transfer().status(status);
        exchange.end(Outcome.FORWARDED);
    }
}
