package io.sallyport.routing.canary.stat;

/**
 * The Mann-Whitney test on counts by range: whether values of the first group tend to be higher than those of the second
 * (H. B. Mann and D. R. Whitney, On a test of whether one of two random variables is stochastically larger than the
 * other, 1947). It asks for the order alone, so a few huge times do not decide it. Values in one range count as equal; the
 * variance is corrected for that, and the normal approximation for continuity.
 */
public final class RankTest {
    /** Below that many in either group the normal approximation does not hold. */
    private static final long MIN = 20;

    private RankTest() {}

    /**
     * The p-value of the first group being higher.
     *
     * @param shift ranges by which the second group is moved up before the comparison: the difference that is let pass
     */
    public static double isHigher(long[] first, long[] second, int shift) {
        double n = sum(first);
        double m = sum(second);
        if (n < MIN || m < MIN) {
            return 1;
        }
        double wins = 0;
        double below = 0;
        double ties = 0;
        for (int range = 0; range < first.length + shift; range++) {
            double mine = range < first.length ? first[range] : 0;
            double other = range < shift || range - shift >= second.length ? 0 : second[range - shift];
            wins += mine * (below + other / 2);
            below += other;
            double tied = mine + other;
            ties += tied * tied * tied - tied;
        }
        double all = n + m;
        double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
        return variance <= 0 ? 1 : upperTail((wins - n * m / 2 - 0.5) / Math.sqrt(variance));
    }

    private static double sum(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /**
     * How much of the normal distribution lies above {@code z}: formula 26.2.17 of Abramowitz and Stegun, Handbook of
     * Mathematical Functions, with an error below 7.5e-8.
     */
    static double upperTail(double z) {
        if (z < 0) {
            return 1 - upperTail(-z);
        }
        double t = 1 / (1 + 0.2316419 * z);
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    }
}
