package io.sallyport.routing.canary.stat;

/**
 * One-sided exact tests. Each gives the p-value: how likely it is, if nothing is wrong, to see what was seen or worse.
 * Exact, so they hold for small counts too, where a normal approximation would not.
 */
public final class ExactTests {
    private static final double NEGLIGIBLE = 1e-15;

    private ExactTests() {}

    /**
     * Fisher's exact test: whether the first of two groups fails more often than the second (R. A. Fisher, Statistical
     * Methods for Research Workers, 1934, section 21.02). Given how many failed in all, the first group's part follows
     * the hypergeometric distribution if both fail alike.
     */
    public static double failsMore(long failed, long count, long otherFailed, long otherCount) {
        if (count == 0 || otherCount == 0 || (double) failed * otherCount <= (double) otherFailed * count) {
            return 1;
        }
        long allFailed = failed + otherFailed;
        double all = LogFactorial.choose(count + otherCount, allFailed);
        double sum = 0;
        for (long k = failed; k <= Math.min(allFailed, count); k++) {
            double term =
                    Math.exp(LogFactorial.choose(count, k) + LogFactorial.choose(otherCount, allFailed - k) - all);
            sum += term;
            if (term < sum * NEGLIGIBLE) {
                break;
            }
        }
        return Math.min(1, sum);
    }

    /** The binomial test: whether more than {@code share} of a group fail in the long run. */
    public static double exceeds(long failed, long count, double share) {
        if (count == 0 || failed <= share * count) {
            return 1;
        }
        if (share <= 0) {
            return 0;
        }
        double sum = 0;
        for (long k = failed; k <= count; k++) {
            double term =
                    Math.exp(LogFactorial.choose(count, k) + k * Math.log(share) + (count - k) * Math.log1p(-share));
            sum += term;
            if (term < sum * NEGLIGIBLE) {
                break;
            }
        }
        return Math.min(1, sum);
    }
}
