package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.http.HeaderList;
import io.sallyport.http.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * May the store answer? (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-4">RFC 9111 section 4</a>)
 *
 * @param <E> what the tier keeps
 */
public sealed interface Lookup<E extends Stored> {
    /** For a switch over the variants. */
    enum Kind {
        FRESH,
        STALE,
        NEEDS_VALIDATION,
        MISS,
        NOT_CACHED,
        BYPASS
    }

    Kind kind();

    /**
     * The answer is at hand.
     *
     * @param ageSeconds for the Age field
     */
    record Fresh<E extends Stored>(E stored, long ageSeconds) implements Lookup<E> {
        @Override
        public Kind kind() {
            return Kind.FRESH;
        }

        /** Seconds that it stays fresh, above 0. */
        public long ttlSeconds() {
            return stored.head().freshness().lifetimeSeconds() - ageSeconds;
        }
    }

    /**
     * The answer is at hand though stale; it is to be sent at once.
     *
     * @param ageSeconds  for the Age field
     * @param conditional fields for the validation; empty when the response has no validator
     * @param validate    whether it is to be validated behind the client's back; else the client has put up with it
     */
    record Stale<E extends Stored>(E stored, long ageSeconds, HeaderList conditional, boolean validate)
            implements Lookup<E> {
        @Override
        public Kind kind() {
            return Kind.STALE;
        }

        /** Seconds of freshness left: 0 or less. */
        public long ttlSeconds() {
            return stored.head().freshness().lifetimeSeconds() - ageSeconds;
        }
    }

    /**
     * The origin must be asked whether the answer still holds.
     *
     * @param conditional fields that ask so, in place of the client's If-None-Match and If-Modified-Since; empty when
     *                    the response has no validator
     */
    record NeedsValidation<E extends Stored>(E stored, HeaderList conditional, ValidationReason why)
            implements Lookup<E> {
        @Override
        public Kind kind() {
            return Kind.NEEDS_VALIDATION;
        }
    }

    /** Nothing stored answers; the request is forwarded as it came. */
    record Miss<E extends Stored>(MissReason reason) implements Lookup<E> {
        @Override
        public Kind kind() {
            return Kind.MISS;
        }
    }

    /** The client wants what is stored or nothing (only-if-cached), and nothing is: 504. */
    record NotCached<E extends Stored>() implements Lookup<E> {
        @Override
        public Kind kind() {
            return Kind.NOT_CACHED;
        }
    }

    /** The cache is left out of it. */
    record Bypass<E extends Stored>(BypassReason reason) implements Lookup<E> {
        @Override
        public Kind kind() {
            return Kind.BYPASS;
        }
    }

    /** Chooses among what is stored under the request's key. */
    static <E extends Stored> Lookup<E> decide(
            RequestFacts facts, Variants<E> variants, CacheRules rules, long nowMillis) {
        BypassReason bypass = BypassReason.of(facts, rules);
        if (bypass != null) {
            return new Bypass<>(bypass);
        }
        RequestWishes wishes = RequestWishes.of(facts, rules);
        E stored = variants.select(facts.headers());
        if (stored != null) {
            Lookup<E> found = found(facts, stored, wishes, rules, nowMillis);
            boolean answered = found.kind() == Kind.FRESH || found.kind() == Kind.STALE;
            return !answered && wishes.onlyIfCached() ? new NotCached<>() : found;
        }
        return wishes.onlyIfCached()
                ? new NotCached<>()
                : new Miss<>(variants.isEmpty() ? MissReason.URI : MissReason.VARY);
    }

    private static <E extends Stored> Lookup<E> found(
            RequestFacts facts, E stored, RequestWishes wishes, CacheRules rules, long nowMillis) {
        StoredHead head = stored.head();
        long age = head.ageSeconds(nowMillis);
        @Nullable ValidationReason why = ValidationReason.of(head, age, wishes);
        if (why == null) {
            return new Fresh<>(stored, age);
        }
        if (why == ValidationReason.STALE && wishes.against(head, age) == null) {
            boolean window = StaleUse.whileRevalidating(head, age, rules);
            if (window || StaleUse.accepted(head, age, wishes)) {
                return new Stale<>(stored, age, head.validators().conditional(), window && !wishes.onlyIfCached());
            }
        }
        return facts.method().equals("HEAD")
                ? new Bypass<>(BypassReason.HEAD_NOT_FRESH)
                : new NeedsValidation<>(stored, head.validators().conditional(), why);
    }
}
