package io.sallyport.edge.selftest;

import java.time.Instant;
import java.util.List;

/**
 * The answer of {@code /v1/anonymity}.
 *
 * @param at         when it began
 * @param millis     how long it took
 * @param profiles   those that were probed, with what puts them into force
 * @param resolver   who is asked for the names of targets
 * @param probes     requests sent
 * @param complete   whether all were sent before time ran out
 * @param leaks      what was found, the worst first
 * @param unanswered what could not be probed, and why
 */
public record AnonymityReport(
        Instant at,
        long millis,
        List<ProbedProfile> profiles,
        String resolver,
        int probes,
        boolean complete,
        List<AnonymityLeak> leaks,
        List<String> unanswered) {
    public AnonymityReport {
        profiles = List.copyOf(profiles);
        leaks = List.copyOf(leaks);
        unanswered = List.copyOf(unanswered);
    }

    /** @param because {@code anonymity.profile}, {@code rules: a, b}, or empty: it is in force nowhere and was probed all the same */
    public record ProbedProfile(String profile, String because) {}
}
