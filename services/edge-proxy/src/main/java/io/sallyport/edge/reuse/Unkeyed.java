package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.BypassReason;
import io.sallyport.edge.exchange.Exchange;
import java.util.Objects;

/** Requests whose answer depends on something that is in no key, so that it is nobody else's. */
final class Unkeyed {
    private Unkeyed() {}

    /** Why the store is left out of it; {@code null} when nothing of the kind is known of the request. */
    static BypassReason reason(Exchange exchange) {
        return isPersonal(exchange) ? BypassReason.PERSONAL : exchange.unkeyed();
    }

    /** A server that is told who asks may answer each of them differently, and nothing in the answer has to say so. */
    private static boolean isPersonal(Exchange exchange) {
        return exchange.passport().tells()
                || (exchange.listener().tellsServers() && exchange.client().certificate() != null);
    }

    /** The same for an answer to another method than GET, which has gone to the origin as it came. */
    static boolean forbidsKeeping(Exchange exchange, Pending pending) {
        boolean rewritten =
                !Objects.equals(pending.key().query(), exchange.facts().query());
        return rewritten || reason(exchange) != null;
    }
}
