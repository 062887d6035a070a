package io.sallyport.contract.policy;

import java.util.List;

/**
 * The unlocks in force.
 *
 * @param revision higher with every change; of two reports the higher counts
 */
public record UnlockReport(long revision, List<Unlock> unlocks) {
    /** Before the first. */
    public static final UnlockReport NONE = new UnlockReport(0, List.of());

    public UnlockReport {
        unlocks = unlocks == null ? List.of() : List.copyOf(unlocks);
    }
}
