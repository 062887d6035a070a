package io.sallyport.contract.canary;

/**
 * Both sides of a route's canary over the same time.
 *
 * @param route name of the route
 */
public record CanaryFigures(String route, SideFigures canary, SideFigures stable) {
    /** Before anything was seen. */
    public static CanaryFigures none(String route) {
        return new CanaryFigures(route, SideFigures.NONE, SideFigures.NONE);
    }

    /** Of two collectors together. */
    public CanaryFigures plus(CanaryFigures other) {
        return new CanaryFigures(route, canary.plus(other.canary), stable.plus(other.stable));
    }
}
