package io.sallyport.policy.transparency;

import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.policy.records.Coverage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The export.
 *
 * @param generation of the policy
 * @param since      from when on requests are counted
 * @param coverage   how far the counts reach
 */
public record TransparencyAnswer(
        Instant at, long generation, Instant since, Coverage coverage, List<PublishedRule> rules) {
    public TransparencyAnswer {
        rules = List.copyOf(rules);
    }

    /**
     * One rule that somebody has ordered, or that rests on something.
     *
     * @param action               {@code block}, {@code redirect}, {@code drop}, {@code limit}, {@code require} or {@code allow}
     * @param mode                 {@code enforce}, or {@code report} for one that only counts
     * @param clientCountries      where clients are for whom it is; empty: everywhere
     * @param destinationCountries where addresses are for which it is; empty: everywhere
     * @param inForce              whether it is within its dates
     * @param inForceSince         since when it has been asked as it is; empty when it is not in force, or nobody knows
     * @param blocked              requests that it has refused, by the client's country where a rule asked for that, else
     *     under {@code unknown}
     */
    public record PublishedRule(
            String rule,
            String action,
            int status,
            String mode,
            List<String> sites,
            List<String> lists,
            List<String> clientCountries,
            List<String> destinationCountries,
            String authority,
            String reference,
            String reason,
            Optional<String> validFrom,
            Optional<String> validUntil,
            boolean inForce,
            Optional<Instant> inForceSince,
            Map<String, Long> blocked) {
        public PublishedRule {
            blocked = new TreeMap<>(blocked);
        }

        static boolean isPublished(RuleDocument rule) {
            return !rule.authority().isEmpty() || !rule.reference().isEmpty();
        }

        static PublishedRule of(RuleDocument rule, Instant now, Optional<Instant> since, Map<String, Long> blocked) {
            long millis = now.toEpochMilli();
            long from = rule.valid().fromMillis();
            boolean inForce = millis >= from && millis < rule.valid().untilMillis();
            return new PublishedRule(
                    rule.name(),
                    action(rule.then()),
                    rule.status(),
                    rule.mode().name().toLowerCase(Locale.ROOT),
                    rule.when().site(),
                    rule.when().list(),
                    rule.when().clientCountry(),
                    rule.when().destinationCountry(),
                    rule.authority(),
                    rule.reference(),
                    rule.reason(),
                    rule.valid().from(),
                    rule.valid().until(),
                    inForce,
                    since.filter(known -> inForce)
                            .map(known -> known.toEpochMilli() < from ? Instant.ofEpochMilli(from) : known),
                    blocked);
        }

        private static String action(RuleDocument.ThenDocument then) {
            if (then.permission().isPresent()) {
                return "allow";
            }
            if (then.limit().isPresent()) {
                return "limit";
            }
            if (then.require().isPresent()) {
                return "require";
            }
            return then.drop() ? "drop" : then.redirect().isPresent() ? "redirect" : "block";
        }
    }
}
