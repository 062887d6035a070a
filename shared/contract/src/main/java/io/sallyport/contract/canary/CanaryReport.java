package io.sallyport.contract.canary;

import java.util.List;

/**
 * Every canary, whole. The truth lies in the store; on the bus the same report tells edges at once.
 *
 * @param revision rises with every change of any canary; of two reports the higher one counts
 * @param canaries by route, in no order
 */
public record CanaryReport(long revision, List<CanaryState> canaries) {
    /** Before there is one. */
    public static final CanaryReport NONE = new CanaryReport(0, List.of());

    public CanaryReport {
        canaries = List.copyOf(canaries);
    }
}
