package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.Refreshed;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.MapFields;
import io.sallyport.edge.exchange.Unattended;
import io.sallyport.http.HeaderList;
import java.util.Locale;

/** The way out of a 304: the origin vouches for what is stored. */
final class Validated {
    private static final int NOT_MODIFIED = 304;

    /** Bytes of a body that is brought to the shared tier once more with its new head. */
    private static final int SHARED_MAX = 64 * 1024;

    private final MemoryCache cache;
    private final SharedTier shared;

    Validated(Tiers tiers) {
        this.cache = tiers.memory();
        this.shared = tiers.shared();
    }

    /** Answers from what is stored, or asks again without conditions; the origin's answer is not relayed. */
    void response(Exchange exchange, Pending pending, UpstreamAnswer answer) {
        Entry stored = pending.validating();
        CacheStatus status = pending.status().withOriginStatus(NOT_MODIFIED);
        Refreshed refreshed = Refreshed.merge(
                exchange.facts(),
                stored.head(),
                new MapFields(answer.headers()),
                pending.timing(exchange),
                pending.rules());
        if (refreshed instanceof Refreshed.Kept kept && PartLookUp.answers(exchange, stored, kept.head())) {
            Entry fresh = cache.refresh(pending.validatingKey(), stored, kept.head());
            tell(exchange, pending, fresh);
            answer(exchange, fresh, kept.once(), status.thatStores().parameters());
        } else if (refreshed instanceof Refreshed.UsedOnce once && PartLookUp.answers(exchange, stored, once.head())) {
            if (once.removes()) {
                cache.drop(pending.validatingKey(), stored);
            }
            pending.claim().apart(true);
            answer(exchange, stored.under(once.head()), once.once(), status.parameters());
        } else {
            cache.drop(pending.validatingKey(), stored);
            exchange.conditional(HeaderList.EMPTY);
            Pending.pass(
                    exchange,
                    pending.key(),
                    pending.plan(),
                    pending.mark(),
                    pending.status().why(),
                    null,
                    pending.claim());
            exchange.forwardAgain();
        }
    }

    /** Those who wait get it too, in other edges as well, unless each has to ask for itself. */
    private void tell(Exchange exchange, Pending pending, Entry fresh) {
        Claim claim = pending.claim();
        if (shared.isThere() && !fresh.isPartial() && fresh.length() <= SHARED_MAX) {
            SharedTier.Fill onward = shared.fill(
                    pending.key(),
                    fresh.head(),
                    fresh.length(),
                    fresh.head().timing().sequence(),
                    claim.takeLease());
            onward.add(fresh.body());
            onward.complete();
        }
        if (Claim.isForAll(fresh.head(), exchange.loop().clock().millis())) {
            claim.stored(fresh, false);
            claim.takeLease().end(false);
        } else {
            claim.apart(false);
        }
    }

    private static void answer(Exchange exchange, Entry entry, HeaderList once, String parameters) {
        if (Unattended.is(exchange)) {
            exchange.cache(parameters);
            Revalidation.end(exchange, NOT_MODIFIED);
        } else {
            long age = entry.head().ageSeconds(exchange.loop().clock().millis());
            once.forEach((name, value) -> exchange.response().headers().add(name.toLowerCase(Locale.ROOT), value));
            StoredAnswer.send(exchange, entry, age, parameters);
        }
    }
}
