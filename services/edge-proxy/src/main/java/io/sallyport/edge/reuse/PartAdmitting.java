package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.partial.PartAdmission;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.PartStore;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.fill.Fill;
import io.sallyport.edge.range.PartKeeper;
import io.sallyport.http.HeaderView;

/** The way out of a 206: keeps the part if it may be kept. */
final class PartAdmitting {
    private final Tiers tiers;
    private final PartStore parts;

    PartAdmitting(Tiers tiers, PartStore parts) {
        this.tiers = tiers;
        this.parts = parts;
    }

    void response(Exchange exchange, Pending pending, UpstreamAnswer answer, HeaderView fields) {
        Entry held = held(exchange, pending);
        PartAdmission admission = PartAdmission.decide(
                exchange.facts(), held == null ? null : held.head(), fields, pending.timing(exchange), pending.rules());
        if (admission instanceof PartAdmission.Store store) {
            store(exchange, pending, answer, held, store);
        } else {
            exchange.cache(pending.status()
                    .because(((PartAdmission.Refuse) admission).reason())
                    .parameters());
        }
    }

    /** What the part may belong to: what was asked about, or parts that lie there already. */
    private Entry held(Exchange exchange, Pending pending) {
        Entry asked = pending.validating();
        return asked == null ? parts.find(pending.key()).select(exchange.facts().headers()) : asked;
    }

    private void store(
            Exchange exchange, Pending pending, UpstreamAnswer answer, Entry held, PartAdmission.Store store) {
        if (held != null && !held.isPartial()) {
            if (store.joins()) {
                tiers.memory().refresh(pending.key(), held, store.head());
                exchange.cache(pending.status().thatStores().parameters());
                return;
            }
            tiers.memory().drop(pending.key(), held);
        }
        if (mayCome(answer, store)) {
            exchange.cache(pending.status().thatStores().parameters());
            PartKeeper keeper = new PartKeeper(parts, pending.key(), store, pending.mark());
            Fill fill = new Fill(store.head(), answer.sentLength(), tiers.room(), keeper);
            answer.intake(new FillIntake(exchange, answer, fill, SharedTier.Fill.NOWHERE, Claim.none(), false));
        }
    }

    /** Whether its body may turn out to be what its head says, and is not too large. */
    private boolean mayCome(UpstreamAnswer answer, PartAdmission.Store store) {
        long promised = store.range().range().length();
        boolean asPromised = answer.sentLength() < 0 || answer.sentLength() == promised;
        boolean own = answer.replacement() == null && answer.transform() == null;
        return asPromised && own && tiers.room().admits(promised);
    }
}
