package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.Admission;
import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.ConditionalAnswer;
import io.sallyport.cache.engine.FullAnswer;
import io.sallyport.cache.engine.RefuseReason;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.cache.PartStore;
import io.sallyport.edge.cache.Refusals;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.fill.Fill;
import io.sallyport.edge.fill.Keeper;
import io.sallyport.http.HeaderView;
import io.vertx.core.http.HttpMethod;

/** The way out of an answer of the origin's own: keeps it if it may be kept. */
final class Admitting {
    private final Tiers tiers;
    private final PartAdmitting parts;

    Admitting(Tiers tiers, PartStore parts) {
        this.tiers = tiers;
        this.parts = new PartAdmitting(tiers, parts);
    }

    void response(Exchange exchange, Pending pending, UpstreamAnswer answer, HeaderView fields) {
        boolean post = exchange.request().method().equals(HttpMethod.POST);
        if ((!post && hadBody(exchange)) || Unkeyed.forbidsKeeping(exchange, pending)) {
            refuse(exchange, pending, answer.status(), RefuseReason.REQUEST);
            return;
        }
        if (answer.status() == 206) {
            pending.claim().apart(true);
            parts.response(exchange, pending, answer, fields);
            return;
        }
        Admission admission =
                Admission.decide(exchange.facts(), answer.status(), fields, pending.timing(exchange), pending.rules());
        if (admission instanceof Admission.Store store) {
            store(exchange, pending, answer, store.head());
        } else {
            RefuseReason why = ((Admission.Refuse) admission).reason();
            refuse(exchange, pending, answer.status(), why);
            supersede(pending, answer.status(), why);
        }
    }

    /** Whoever waits for it goes on at once. What a request's own nature forbids tells nothing of the next one. */
    private void refuse(Exchange exchange, Pending pending, int status, RefuseReason reason) {
        exchange.cache(pending.status().because(reason).parameters());
        note(exchange, pending, status, reason);
        pending.claim().apart(reason != RefuseReason.REQUEST && reason != RefuseReason.AUTHORIZATION);
    }

    /** Why something is not there is asked for by those who miss it; what was never meant to be there they know. */
    private void note(Exchange exchange, Pending pending, int status, RefuseReason reason) {
        if (exchange.facts().method().equals("GET")) {
            long now = exchange.loop().clock().millis();
            tiers.memory().refusals().note(new Refusals.Refusal(pending.key(), now, status, reason.token()));
        }
    }

    /** HTTP/2 announces no body, it sends one: the origin may have heeded it although the key does not. */
    private static boolean hadBody(Exchange exchange) {
        return exchange.transfer().bytesIn() > 0 || !exchange.request().isEnded();
    }

    private void store(Exchange exchange, Pending pending, UpstreamAnswer answer, StoredHead head) {
        Claim claim = pending.claim();
        SharedTier.Fill onward = onward(pending, answer.sentLength(), head);
        if (!tiers.room().admits(answer.sentLength())) {
            exchange.cache(pending.status().because(RefuseReason.TOO_LARGE).parameters());
            note(exchange, pending, answer.status(), RefuseReason.TOO_LARGE);
            claim.apart(false);
            answer.tap(new OnwardTap(onward));
            supersede(pending, answer.status(), null);
            return;
        }
        boolean clientHasIt = clientHasIt(exchange, head);
        CacheStatus status = clientHasIt ? pending.status().withOriginStatus(answer.status()) : pending.status();
        exchange.cache(status.thatStores().parameters());
        Keeper keeper = new FillKeeper(tiers.memory(), pending.key(), head, pending.mark(), onward, claim);
        Fill fill = new Fill(head, answer.sentLength(), tiers.room(), keeper);
        if (!Claim.isForAll(head, head.timing().responseMillis())) {
            claim.apart(false);
        }
        if (answer.replacement() != null || answer.length() == 0) {
            FillTap tap = new FillTap(fill, onward);
            fill.from(tap);
            answer.tap(tap);
            claim.filling(fill, false);
        } else {
            answer.intake(new FillIntake(exchange, answer, fill, onward, claim, clientHasIt));
        }
    }

    /** Its own condition has not gone to the server; it is answered from what has come in its stead. */
    private static boolean clientHasIt(Exchange exchange, StoredHead head) {
        return exchange.conditional() != null
                && ConditionalAnswer.decide(exchange.facts(), head) == ConditionalAnswer.NOT_MODIFIED;
    }

    private SharedTier.Fill onward(Pending pending, long length, StoredHead head) {
        SharedTier.Lease lease = pending.claim().takeLease();
        if (lease == SharedTier.Lease.NONE && !tiers.shared().isThere()) {
            return SharedTier.Fill.NOWHERE;
        }
        return tiers.shared().fill(pending.key(), head, length, head.timing().sequence(), lease);
    }

    /** The answer does not take the place of the stored one that was asked about, but may say that it is no more. */
    private void supersede(Pending pending, int status, RefuseReason why) {
        if (pending.validating() != null && FullAnswer.drops(status, why)) {
            tiers.memory().drop(pending.validatingKey(), pending.validating());
        }
    }
}
