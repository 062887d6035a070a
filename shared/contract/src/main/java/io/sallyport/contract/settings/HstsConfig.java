package io.sallyport.contract.settings;

import java.time.Duration;

/**
 * The {@code Strict-Transport-Security} field of
 * <a href="https://datatracker.ietf.org/doc/html/rfc6797#section-6.1">RFC 6797</a>.
 *
 * @param maxAge            how long a client remembers, whole seconds; zero: it forgets
 * @param includeSubDomains whether names below count too
 * @param preload           whether the name may go into the lists that browsers ship with
 */
public record HstsConfig(Duration maxAge, Boolean includeSubDomains, Boolean preload) {
    private static final Duration A_YEAR = Duration.ofDays(365);

    public HstsConfig {
        maxAge = maxAge == null ? A_YEAR : maxAge;
        includeSubDomains = includeSubDomains != null && includeSubDomains;
        preload = preload != null && preload;
        if (preload && (!includeSubDomains || maxAge.compareTo(A_YEAR) < 0)) {
            throw new IllegalArgumentException(
                    "preload: found true, allowed: true with includeSubDomains and a maxAge of at least 365d");
        }
    }

    /** The field's value. */
    public String field() {
        return "max-age=" + maxAge.toSeconds() + (includeSubDomains ? "; includeSubDomains" : "")
                + (preload ? "; preload" : "");
    }
}
