package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.Admission;
import io.sallyport.cache.engine.partial.WholeFetch;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.http.HeaderView;

/** The way out of a whole that was asked for in place of a part. */
final class WholeRange {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;

    private final Tiers tiers;

    WholeRange(Tiers tiers) {
        this.tiers = tiers;
    }

    /**
     * Asks again for what the client has asked for, if the whole cannot be kept: a part of it is not worth all of it. So it
     * does when the origin sends a part that nobody has asked it for. Otherwise {@code false}.
     */
    boolean retracts(Exchange exchange, Pending pending, UpstreamAnswer answer, HeaderView fields) {
        if (!exchange.fetchesWhole()) {
            return false;
        }
        boolean isWhole = answer.status() == OK;
        if (isWhole && isKept(exchange, pending, answer, fields)) {
            return false;
        }
        exchange.fetchesWhole(false);
        if (!isWhole && answer.status() != PARTIAL_CONTENT) {
            return false;
        }
        tiers.wholes().inVain(pending.key());
        pending.claim().leavesToOthers();
        Pending.pass(
                exchange,
                pending.key(),
                pending.plan(),
                pending.mark(),
                pending.status().why(),
                null,
                Claim.none());
        exchange.forwardAgain();
        return true;
    }

    private boolean isKept(Exchange exchange, Pending pending, UpstreamAnswer answer, HeaderView fields) {
        long length = answer.sentLength();
        return WholeFetch.fits(length, pending.plan().wholeRangeMax())
                && tiers.room().admits(length)
                && Admission.decide(exchange.facts(), OK, fields, pending.timing(exchange), pending.rules())
                        instanceof Admission.Store;
    }
}
