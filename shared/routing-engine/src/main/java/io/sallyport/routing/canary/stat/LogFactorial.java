package io.sallyport.routing.canary.stat;

/** The natural logarithm of n!, for probabilities whose parts no number could hold. */
final class LogFactorial {
    private static final int EXACT = 64;
    private static final double[] SMALL = small();

    private LogFactorial() {}

    private static double[] small() {
        double[] values = new double[EXACT];
        for (int n = 1; n < EXACT; n++) {
            values[n] = values[n - 1] + Math.log(n);
        }
        return values;
    }

    /** Stirling's series above 63; its error there is below 1e-13. */
    static double of(long n) {
        if (n < EXACT) {
            return SMALL[(int) n];
        }
        double x = n;
        double square = x * x;
        return (x + 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * square)) / square) / x;
    }

    /** The logarithm of "n choose k". */
    static double choose(long n, long k) {
        return of(n) - of(k) - of(n - k);
    }
}
