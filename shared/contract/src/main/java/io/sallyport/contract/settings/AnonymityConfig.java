package io.sallyport.contract.settings;

import io.sallyport.contract.policy.Profile;
import java.time.Duration;

/**
 * What origins and our own records learn of clients of the forward side.
 *
 * @param profile of requests whose rule names none
 * @param rotate  how long a client keeps its pseudonym in records under {@link Profile#STRICT}
 */
public record AnonymityConfig(Profile profile, Duration rotate) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    public AnonymityConfig {
        profile = profile == null ? Profile.STANDARD : profile;
        rotate = rotate == null ? Duration.ofDays(1) : rotate;
        if (rotate.compareTo(SHORTEST) < 0 || rotate.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("rotate: found " + rotate.toMillis() + "ms, allowed: 1m to 30d");
        }
    }

    public static AnonymityConfig defaults() {
        return new AnonymityConfig(null, null);
    }
}
