package io.sallyport.cache.flight;

import io.sallyport.cache.tier.GuardedStore;
import io.sallyport.contract.StoreKeys;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.UUID;

/**
 * Leases as they lie in the store, so that two instances never give one for the same fetch while both reach it. A token
 * begins with the name of its fetch, so that an instance that has not given it can renew and end it.
 *
 * <p>When the store does not answer, an instance gives leases alone: keys belong to one instance at a time anyway, and one
 * fetch more is better than a crowd.
 */
public final class Leases {
    /** How long it is remembered that an answer is not stored. */
    static final Duration NOT_STORED = Duration.ofSeconds(5);

    private static final Buffer NOT_STORED_SIGN = Buffer.buffer("-");

    private final GuardedStore store;
    private final Duration life;

    Leases(GuardedStore store, Duration life) {
        this.store = store;
        this.life = life;
    }

    long lifeNanos() {
        return life.toNanos();
    }

    static String token(String flight) {
        return flight + "." + UUID.randomUUID();
    }

    /** The fetch that a token is for; empty for what is no token. */
    public static String flightOf(String token) {
        int dot = token.indexOf('.');
        return dot < 0 ? "" : token.substring(0, dot);
    }

    /** Completes with whether the lease is ours; never fails. */
    Future<Boolean> take(String flight, String token) {
        return store.write(open -> open.putIfAbsent(name(flight), Buffer.buffer(token), life))
                .otherwise(true);
    }

    /** Hands a lease on; completes with whether it was still the old one's; never fails. */
    Future<Boolean> pass(String flight, String old, String token) {
        return store.write(open -> open.replace(name(flight), Buffer.buffer(old), Buffer.buffer(token), life))
                .otherwise(true);
    }

    void renew(String flight, String token) {
        store.write(open -> open.replace(name(flight), Buffer.buffer(token), Buffer.buffer(token), life));
    }

    void release(String flight, String token) {
        store.write(open -> open.remove(name(flight), Buffer.buffer(token)));
    }

    void notStored(String flight, String token) {
        store.write(open -> open.replace(name(flight), Buffer.buffer(token), NOT_STORED_SIGN, NOT_STORED));
    }

    /** Completes with whether the fetch is known not to be stored; never fails. */
    Future<Boolean> isNotStored(String flight) {
        return store.read(open -> open.get(name(flight)))
                .map(sign -> sign.filter(NOT_STORED_SIGN::equals).isPresent())
                .otherwise(false);
    }

    private static String name(String flight) {
        return StoreKeys.cacheLease(flight);
    }
}
