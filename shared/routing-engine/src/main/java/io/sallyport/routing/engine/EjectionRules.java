package io.sallyport.routing.engine;

import io.sallyport.contract.Share;
import io.sallyport.contract.route.ClusterDocument.EjectionDocument;

/**
 * When passive health leaves an endpoint out, and for how long.
 *
 * @param consecutive failures in a row that eject; 0: not by this
 * @param errorShare  part of a window's requests that ejects; above 1: not by this
 * @param minRequests requests in a window before its share counts
 * @param windowNanos length of a window
 * @param baseNanos   first time out; doubles with each further ejection
 * @param maxNanos    longest time out
 * @param maxEjected  largest part of a cluster's endpoints that may be out at a time
 */
public record EjectionRules(
        int consecutive,
        double errorShare,
        int minRequests,
        long windowNanos,
        long baseNanos,
        long maxNanos,
        double maxEjected) {
    private static final double NEVER = 2;

    static EjectionRules of(EjectionDocument document) {
        long base = document.base().toNanos();
        return new EjectionRules(
                document.consecutive(),
                document.errorShare().map(Share::value).orElse(NEVER),
                document.minRequests(),
                document.window().toNanos(),
                base,
                Math.max(base, document.max().toNanos()),
                document.maxEjected().value());
    }

    /** Whether successes have to be counted as well. */
    public boolean watchesShare() {
        return errorShare <= 1;
    }

    /** How many of so many endpoints may be out: always one, unless there is no other or the part is zero. */
    public int mostEjected(int endpoints) {
        int most = (int) (endpoints * maxEjected);
        return most == 0 && endpoints > 1 && maxEjected > 0 ? 1 : most;
    }
}
