package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.Admission;
import io.sallyport.cache.engine.FullAnswer;
import io.sallyport.cache.engine.RefuseReason;
import io.sallyport.edge.cache.BodyCollector;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.UpstreamAnswer;
import io.sallyport.http.HeaderView;

/** The way out of an answer of the origin's own: keeps it if it may be kept. */
final class Admitting {
    private final MemoryCache cache;

    Admitting(MemoryCache cache) {
        this.cache = cache;
    }

    void response(Exchange exchange, Pending pending, UpstreamAnswer answer, HeaderView fields) {
        if (hadBody(exchange)) {
            exchange.cache(pending.status().because(RefuseReason.REQUEST).parameters());
            return;
        }
        Admission admission =
                Admission.decide(exchange.facts(), answer.status(), fields, pending.timing(exchange), pending.rules());
        if (admission instanceof Admission.Store store) {
            store(exchange, pending, answer, store);
        } else {
            RefuseReason why = ((Admission.Refuse) admission).reason();
            exchange.cache(pending.status().because(why).parameters());
            supersede(pending, answer.status(), why);
        }
    }

    /** HTTP/2 announces no body, it sends one: the origin may have heeded it although the key does not. */
    private static boolean hadBody(Exchange exchange) {
        return exchange.bytesIn() > 0 || !exchange.request().isEnded();
    }

    private void store(Exchange exchange, Pending pending, UpstreamAnswer answer, Admission.Store store) {
        BodyCollector collector = cache.collector(answer.sentLength());
        if (collector.isOpen()) {
            exchange.cache(pending.status().thatStores().parameters());
            answer.tap(new FillTap(cache, pending.key(), store.head(), pending.mark(), collector));
        } else {
            supersede(pending, answer.status(), null);
        }
    }

    /** The answer does not take the place of the stored one that was asked about, but may say that it is no more. */
    private void supersede(Pending pending, int status, RefuseReason why) {
        if (pending.validating() != null && FullAnswer.drops(status, why)) {
            cache.drop(pending.key(), pending.validating());
        }
    }
}
