package io.sallyport.edge.fingerprint;

import java.time.Instant;
import java.util.List;

/**
 * The answer of {@code /v1/fingerprint}.
 *
 * @param at         when it began
 * @param millis     how long it took
 * @param routes     routes asked
 * @param probes     questions asked
 * @param complete   whether all were asked before time or their number ran out
 * @param leaks      what was found, the worst first
 * @param unanswered what brought no answer, and listeners that could not be asked
 */
public record FingerprintReport(
        Instant at, long millis, int routes, int probes, boolean complete, List<Leak> leaks, List<String> unanswered) {
    public FingerprintReport {
        leaks = List.copyOf(leaks);
        unanswered = List.copyOf(unanswered);
    }
}
