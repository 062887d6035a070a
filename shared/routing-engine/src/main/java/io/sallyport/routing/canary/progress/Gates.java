package io.sallyport.routing.canary.progress;

import io.sallyport.contract.canary.CanaryFigures;
import io.sallyport.contract.canary.LatencyScale;
import io.sallyport.contract.canary.SideFigures;
import io.sallyport.contract.route.CanaryDocument.GatesDocument;
import io.sallyport.routing.canary.stat.ExactTests;
import io.sallyport.routing.canary.stat.RankTest;
import java.util.Locale;

/**
 * Judges figures by the limits of the document and by comparison with the stable side. Both limits and both comparisons
 * are tests, and share the chance of a false alarm: a canary goes back only when what was seen would be a rare accident
 * of one that is good. A limit that is exceeded but not surely leaves it where it is.
 */
final class Gates {
    /** How much slower than the stable side is let pass: two ranges, 19 %. Less than that is not worth a roll-back. */
    private static final int SLOWER_RANGES = 2;

    /** The tests that share the chance of a false alarm. */
    private static final int TESTS = 4;

    private static final double SLOWEST_SHARE = 0.01;

    private final GatesDocument document;
    private final CanaryFigures figures;

    Gates(GatesDocument document, CanaryFigures figures) {
        this.document = document;
        this.figures = figures;
    }

    /**
     * What the n-th look at one canary may risk, from 1. All of them together, however many, risk no more than {@code 1 -
     * confidence}, because the sum of 1/n² over all n is π²/6.
     */
    static double risk(double confidence, int look) {
        return (1 - confidence) * 6 / (Math.PI * Math.PI * look * look);
    }

    /** @param risk chance of calling a good canary bad that is left for this look */
    Verdict judge(double risk) {
        double each = risk / TESTS;
        SideFigures canary = figures.canary();
        SideFigures stable = figures.stable();
        if (failsMoreThanAllowed() < each) {
            return new Verdict.Failed("error share above " + percent(errorLimit()) + ": " + errors());
        }
        if (slowerThanAllowed() < each) {
            return new Verdict.Failed(
                    "p99 above " + document.p99().orElseThrow().toMillis() + "ms: " + slow());
        }
        if (ExactTests.failsMore(canary.errors(), canary.count(), stable.errors(), stable.count()) < each) {
            return new Verdict.Failed("fails more than the stable side: " + errors());
        }
        if (RankTest.isHigher(counts(canary), counts(stable), SLOWER_RANGES) < each) {
            return new Verdict.Failed("slower than the stable side by a fifth or more: " + medians());
        }
        return withinLimits();
    }

    /** The limits alone, as the figures stand. */
    Verdict withinLimits() {
        if (document.errorShare().isPresent() && figures.canary().errorShare() > errorLimit()) {
            return new Verdict.Doubtful("error share above " + percent(errorLimit()) + ", but not surely: " + errors());
        }
        if (document.p99().isPresent()
                && slowCount() > SLOWEST_SHARE * figures.canary().count()) {
            return new Verdict.Doubtful(
                    "p99 above " + document.p99().get().toMillis() + "ms, but not surely: " + slow());
        }
        return new Verdict.Sound();
    }

    private double errorLimit() {
        return document.errorShare().orElseThrow().value();
    }

    private double failsMoreThanAllowed() {
        SideFigures canary = figures.canary();
        return document.errorShare().isEmpty() ? 1 : ExactTests.exceeds(canary.errors(), canary.count(), errorLimit());
    }

    /** The 99th percentile is above the limit when more than a hundredth is. */
    private double slowerThanAllowed() {
        return document.p99().isEmpty()
                ? 1
                : ExactTests.exceeds(slowCount(), figures.canary().count(), SLOWEST_SHARE);
    }

    /** Those surely beyond the limit: the range in which it lies is left out. */
    private long slowCount() {
        long limit = document.p99().orElseThrow().toNanos() / 1000;
        long slow = 0;
        for (int range = LatencyScale.range(limit) + 1; range < LatencyScale.RANGES; range++) {
            slow += figures.canary().at(range);
        }
        return slow;
    }

    private static long[] counts(SideFigures side) {
        long[] counts = new long[LatencyScale.RANGES];
        for (int range = 0; range < counts.length; range++) {
            counts[range] = side.at(range);
        }
        return counts;
    }

    private String errors() {
        return "canary " + share(figures.canary()) + ", stable " + share(figures.stable());
    }

    private String slow() {
        return slowCount() + " of " + figures.canary().count() + " answers of the canary were slower";
    }

    private String medians() {
        return "median of the canary " + millis(figures.canary().percentileMicros(50)) + ", of the stable side "
                + millis(figures.stable().percentileMicros(50));
    }

    private static String share(SideFigures side) {
        return side.errors() + " of " + side.count() + " failed (" + percent(side.errorShare()) + ")";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g%%", share * 100);
    }

    private static String millis(double micros) {
        return String.format(Locale.ROOT, "%.3gms", micros / 1000);
    }
}
