package io.sallyport.logs.query;

import io.sallyport.logs.filter.Filter;
import io.sallyport.logs.filter.FilterParser;
import io.sallyport.logs.filter.ParsedFilter;
import io.sallyport.logs.record.Field;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What all questions have in common: {@code where}, fields, {@code since} and {@code until}. */
final class Conditions {
    private static final int MAX_PARAMETERS = 64;

    private final Instant now;
    private final List<Filter> filters = new ArrayList<>();
    private long since = Long.MIN_VALUE;
    private long until = Long.MAX_VALUE;

    Conditions(Instant now) {
        this.now = now;
    }

    /** Takes a parameter if it is one of these; ParameterFault when its value is wrong. */
    boolean take(String name, String value) {
        Field field = Field.named(name);
        switch (name) {
            case "since" -> since = TimeText.micros(value, now);
            case "until" -> until = TimeText.micros(value, now);
            case "where" -> add(FilterParser.parse(value), true);
            default -> {
                if (field == null) {
                    return false;
                }
                add(FilterParser.condition(field, value), false);
            }
        }
        return true;
    }

    private void add(ParsedFilter parsed, boolean hasPlace) {
        if (parsed instanceof ParsedFilter.Refused refused) {
            throw hasPlace
                    ? new ParameterFault(refused.detail(), refused.position())
                    : new ParameterFault(refused.message(), 0);
        }
        if (filters.size() >= MAX_PARAMETERS) {
            throw new ParameterFault("found more than " + MAX_PARAMETERS + " conditions, allowed: fewer", 0);
        }
        filters.add(((ParsedFilter.Accepted) parsed).filter());
    }

    /** With one more condition. */
    void require(Filter filter) {
        filters.add(filter);
    }

    boolean names(Field field) {
        return filters.stream().anyMatch(filter -> filter.names(field));
    }

    Filter filter() {
        return filters.size() == 1 ? filters.get(0) : new Filter.All(filters);
    }

    Selection selection() {
        return new Selection(filter(), since, until);
    }

    /** Where the range begins if nothing says so. */
    void sinceUnlessGiven(long micros) {
        since = since == Long.MIN_VALUE ? micros : since;
    }

    long since() {
        return since;
    }

    /** End of the range, or now. */
    long untilOrNow() {
        return until == Long.MAX_VALUE ? nowMicros() : until;
    }

    long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, now);
    }
}
