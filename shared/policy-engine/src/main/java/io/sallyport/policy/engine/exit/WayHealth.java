package io.sallyport.policy.engine.exit;

import io.sallyport.contract.policy.ExitDocument.CheckDocument;

/**
 * Whether a way is used. Probes and requests are counted apart: a proxy that can be connected to and yet opens no way
 * would else be taken for well by every probe between two requests. Only probes bring a way back, because nothing else
 * goes there.
 *
 * @param healthy    whether it is used
 * @param probes     probes in a row that speak against this state
 * @param requests   requests in a row that failed by the way's fault
 */
public record WayHealth(boolean healthy, int probes, int requests) {
    /** Of a way that nobody has tried yet. */
    public static final WayHealth UNTRIED = new WayHealth(true, 0, 0);

    private static final WayHealth OUT = new WayHealth(false, 0, 0);

    /** After a probe. */
    public WayHealth probed(boolean good, CheckDocument check) {
        if (good == healthy) {
            return probes == 0 ? this : new WayHealth(healthy, 0, requests);
        }
        if (probes + 1 < (healthy ? check.fall() : check.rise())) {
            return new WayHealth(healthy, probes + 1, requests);
        }
        return healthy ? OUT : UNTRIED;
    }

    /** After a request that got through the way, or failed by its fault. */
    public WayHealth used(boolean good, CheckDocument check) {
        if (!healthy || (good && requests == 0)) {
            return this;
        }
        if (good) {
            return new WayHealth(true, probes, 0);
        }
        return requests + 1 < check.fall() ? new WayHealth(true, probes, requests + 1) : OUT;
    }
}
