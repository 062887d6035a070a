package io.sallyport.routing.match;

import io.sallyport.contract.route.MatchDocument;
import io.sallyport.http.QueryParameters;
import io.sallyport.http.RequestFacts;
import java.util.List;
import java.util.Locale;

/**
 * What a route wants besides host and path. Of a field or parameter that comes several times the first counts.
 *
 * @param methods none: every method
 */
record Conditions(List<String> methods, List<Condition> fields, List<Condition> parameters) {
    static Conditions of(MatchDocument match) {
        return new Conditions(
                match.method(),
                match.header().stream()
                        .map(header -> Condition.of(header, header.name().toLowerCase(Locale.ROOT)))
                        .toList(),
                match.query().stream()
                        .map(query -> Condition.of(query, query.name()))
                        .toList());
    }

    /** How many there are: all methods together are one. */
    int count() {
        return (methods.isEmpty() ? 0 : 1) + fields.size() + parameters.size();
    }

    /** What does not hold, in words; empty when all do. */
    String unmet(RequestFacts facts) {
        if (!methods.isEmpty() && !methods.contains(facts.method())) {
            return "method";
        }
        for (Condition field : fields) {
            if (!field.holds(facts.headers().get(field.name()))) {
                return "header " + field.name();
            }
        }
        for (Condition parameter : parameters) {
            if (!parameter.holds(QueryParameters.first(facts.query(), parameter.name()))) {
                return "query " + parameter.name();
            }
        }
        return "";
    }

    boolean hold(RequestFacts facts) {
        if (!methods.isEmpty() && !methods.contains(facts.method())) {
            return false;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).holds(facts.headers().get(fields.get(i).name()))) {
                return false;
            }
        }
        for (int i = 0; i < parameters.size(); i++) {
            Condition parameter = parameters.get(i);
            if (!parameter.holds(QueryParameters.first(facts.query(), parameter.name()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether these hold wherever the others do. */
    boolean areImpliedBy(Conditions others) {
        boolean byMethod = methods.isEmpty() || (!others.methods.isEmpty() && methods.containsAll(others.methods));
        return byMethod && areImplied(fields, others.fields) && areImplied(parameters, others.parameters);
    }

    private static boolean areImplied(List<Condition> mine, List<Condition> theirs) {
        return mine.stream().allMatch(condition -> theirs.stream().anyMatch(condition::isImpliedBy));
    }

    /** Whether no request fulfils both. */
    boolean exclude(Conditions others) {
        boolean byMethod = !methods.isEmpty()
                && !others.methods.isEmpty()
                && methods.stream().noneMatch(others.methods::contains);
        return byMethod || anyExcludes(fields, others.fields) || anyExcludes(parameters, others.parameters);
    }

    private static boolean anyExcludes(List<Condition> mine, List<Condition> theirs) {
        return mine.stream().anyMatch(condition -> theirs.stream().anyMatch(condition::excludes));
    }
}
