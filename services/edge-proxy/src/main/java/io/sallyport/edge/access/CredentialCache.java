package io.sallyport.edge.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialsChanged;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Credentials that were accepted lately, under a keyed hash: what is held here tells nobody a password. Only good ones are
 * held, so a guess costs the same each time. One that is too old to be used is kept a while longer, for the time that
 * nobody can be asked. Bounded; shared by the loops; safe from any thread.
 */
public final class CredentialCache {
    private static final int MAX = 50_000;
    private static final long STALE_NANOS = 600_000_000_000L;
    private static final String HMAC = "HmacSHA256";

    private final Cache<Key, Grant> grants =
            Caffeine.newBuilder().maximumSize(MAX).executor(Runnable::run).build();
    private final SecretKeySpec secret;
    private final AtomicInteger changes = new AtomicInteger();

    public CredentialCache() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        secret = new SecretKeySpec(random, HMAC);
    }

    /** A credential, unrecognisable. */
    record Key(long high, long low) {}

    /**
     * What a credential was good for.
     *
     * @param rule       that wanted it
     * @param freshUntil monotonic time
     * @param staleUntil monotonic time to which it may be used when nobody can be asked
     */
    record Grant(String rule, String user, List<String> groups, long freshUntil, long staleUntil) {
        boolean isFresh(long now) {
            return freshUntil - now > 0;
        }

        boolean isUsable(long now) {
            return staleUntil - now > 0;
        }
    }

    Key key(String rule, String credential) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            mac.update(rule.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(credential.getBytes(StandardCharsets.UTF_8)));
            return new Key(hash.getLong(), hash.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** What is known of a credential; {@code null} for nothing. */
    Grant find(Key key) {
        return grants.getIfPresent(key);
    }

    /** Rises with each {@link #forget}; an answer that was asked for before says nothing of what is good now. */
    int changes() {
        return changes.get();
    }

    /**
     * Remembers.
     *
     * @param expires whether the credential itself ends when the answer does, so that there is no longer while for it
     * @param asked   {@link #changes} when the answer was asked for
     */
    Grant put(String rule, Key key, CredentialAnswer answer, long now, boolean expires, int asked) {
        long fresh = now + answer.validMillis() * 1_000_000;
        Grant grant = new Grant(rule, answer.user(), answer.groups(), fresh, expires ? fresh : now + STALE_NANOS);
        if (asked == changes.get()) {
            grants.put(key, grant);
        }
        return grant;
    }

    void remove(Key key) {
        grants.invalidate(key);
    }

    /** Forgets what has changed. */
    void forget(CredentialsChanged changed) {
        changes.incrementAndGet();
        Set<String> users = Set.copyOf(changed.users());
        grants.asMap()
                .values()
                .removeIf(grant ->
                        grant.rule().equals(changed.rule()) && (users.isEmpty() || users.contains(grant.user())));
    }

    /** Credentials held. */
    public long count() {
        return grants.estimatedSize();
    }
}
