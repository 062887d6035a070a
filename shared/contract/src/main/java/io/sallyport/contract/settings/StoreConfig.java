package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import io.sallyport.contract.Secret;
import java.time.Duration;

/**
 * Where shared state is kept.
 *
 * @param url      {@code memory}, or where Redis is: {@link StoreUrl}
 * @param timeout  bound on one call
 * @param user     of the ACL; empty: the one of the URL, else the default user
 * @param password of the user; empty: the one of the URL
 * @param tls      with {@code rediss} only
 * @param sentinel with sentinels only
 */
public record StoreConfig(
        String url, Duration timeout, String user, Secret password, StoreTlsConfig tls, StoreSentinelConfig sentinel) {
    public StoreConfig {
        url = url == null ? "memory" : url;
        StoreUrl place = StoreUrl.parse(url);
        timeout = Require.positive(timeout == null ? Duration.ofMillis(500) : timeout, "timeout");
        user = user == null ? "" : user;
        password = password == null ? Secret.NONE : password;
        requireLogin(user, password);
        boolean named = !place.user().isEmpty() || !place.password().isEmpty();
        requireUse(!password.isEmpty(), place.kind() != StoreUrl.Kind.MEMORY, "password", "with a Redis only");
        requireUse(!password.isEmpty(), !named, "password", "here or in url, not in both");
        requireUse(tls != null, place.tls(), "tls", "with a url of rediss://, rediss+sentinel:// or rediss+cluster://");
        requireUse(sentinel != null, place.kind() == StoreUrl.Kind.SENTINEL, "sentinel", "with redis+sentinel:// only");
        tls = tls == null ? StoreTlsConfig.none() : tls;
        sentinel = sentinel == null ? new StoreSentinelConfig(null, null) : sentinel;
    }

    /** Without login and TLS, or with those of the URL. */
    public StoreConfig(String url, Duration timeout) {
        this(url, timeout, null, null, null, null);
    }

    /** The same place with another bound. */
    public StoreConfig within(Duration other) {
        StoreUrl place = place();
        return new StoreConfig(
                url,
                other,
                user,
                password,
                place.tls() ? tls : null,
                place.kind() == StoreUrl.Kind.SENTINEL ? sentinel : null);
    }

    /** What the URL says. */
    public StoreUrl place() {
        return StoreUrl.parse(url);
    }

    /** Whether everything lives in this JVM. */
    public boolean isMemory() {
        return url.equals("memory");
    }

    static void requireLogin(String user, Secret password) {
        if (!user.isEmpty() && password.isEmpty()) {
            throw new IllegalArgumentException("password: found nothing, allowed: the password of user");
        }
    }

    private static void requireUse(boolean there, boolean used, String key, String allowed) {
        if (there && !used) {
            throw new IllegalArgumentException(key + ": found one, allowed: " + allowed);
        }
    }

    @Override
    public String toString() {
        return "StoreConfig[" + StoreUrl.shown(url) + ", " + timeout.toMillis() + "ms]";
    }
}
