package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import io.sallyport.contract.policy.Profile;
import java.time.Duration;

/**
 * What origins and our own records learn of clients of the forward side.
 *
 * @param profile of requests whose rule names none
 * @param rotate  how long a client keeps its pseudonym in records under {@link Profile#STRICT}
 */
public record AnonymityConfig(Profile profile, Duration rotate) {
    private static final Duration LONGEST = Duration.ofDays(30);

    public AnonymityConfig {
        profile = profile == null ? Profile.STANDARD : profile;
        rotate = Require.atMost(
                Require.positive(rotate == null ? Duration.ofDays(1) : rotate, "rotate"), LONGEST, "rotate");
    }

    public static AnonymityConfig defaults() {
        return new AnonymityConfig(null, null);
    }
}
