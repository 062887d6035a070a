package io.sallyport.policy.subscription;

import java.time.Duration;

/** When a list is fetched again. */
final class RefreshTimes {
    private static final Duration FIRST_REPEAT = Duration.ofSeconds(30);
    private static final int DOUBLINGS_MAX = 20;

    private RefreshTimes() {}

    /**
     * After success the time configured, give or take a tenth, so that many proxies do not ask at the same second; after
     * failures 30 seconds, doubled each time, drawn from the upper half, and never longer than the time configured.
     *
     * @param chance 0 to 1
     */
    static Duration until(Duration refresh, int failures, double chance) {
        if (failures == 0) {
            return scaled(refresh, 0.9 + 0.2 * chance);
        }
        long doubled = FIRST_REPEAT.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
        return scaled(Duration.ofMillis(Math.min(doubled, refresh.toMillis())), 0.5 + 0.5 * chance);
    }

    private static Duration scaled(Duration time, double by) {
        return Duration.ofMillis(Math.round(time.toMillis() * by));
    }
}
