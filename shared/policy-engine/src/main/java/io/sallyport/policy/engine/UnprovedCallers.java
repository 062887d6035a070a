package io.sallyport.policy.engine;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RuleDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds rules for a user or group that no {@code require} rule before them can have found, so that they never hold. Valid,
 * and hardly ever meant: a {@code block} for a group that nobody has proved to be in keeps nobody out.
 */
public final class UnprovedCallers {
    private UnprovedCallers() {}

    /** As {@link #in(List, List)}, where listeners demand no login. */
    public static List<Problem> in(List<RuleDocument> rules) {
        return in(List.of(), rules);
    }

    /**
     * One for each such condition, in the order of the document.
     *
     * @param logins rules that stand before those of the document
     */
    public static List<Problem> in(List<RuleDocument> logins, List<RuleDocument> rules) {
        List<Problem> warnings = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            RuleDocument.WhenDocument when = rules.get(i).when();
            List<RuleDocument> before =
                    Stream.concat(logins.stream(), rules.subList(0, i).stream()).toList();
            String at = "rules[" + i + "].when.";
            if (!when.user().isEmpty() && !proved(before, UnprovedCallers::findsUsers)) {
                warnings.add(warning(at + "user", "a user", "basic, apiKey, jwt, mtls, or forwardAuth with user"));
            }
            if (!when.group().isEmpty() && !proved(before, UnprovedCallers::findsGroups)) {
                warnings.add(warning(at + "group", "a group", "basic, apiKey or jwt"));
            }
        }
        return warnings;
    }

    private static Problem warning(String at, String what, String kinds) {
        return new Problem(
                at,
                "a condition that never holds, because no rule before it finds " + what,
                "a place behind a rule that requires " + kinds);
    }

    private static boolean proved(List<RuleDocument> before, Predicate<RequireDocument> finds) {
        return before.stream().flatMap(rule -> rule.then().require().stream()).anyMatch(finds);
    }

    private static boolean findsUsers(RequireDocument require) {
        return require.forwardAuth().map(asked -> asked.user().isPresent()).orElse(true);
    }

    /** Neither a certificate nor the word of another service names groups. */
    private static boolean findsGroups(RequireDocument require) {
        return require.forwardAuth().isEmpty() && require.mtls().isEmpty();
    }
}
