package io.sallyport.logs.query;

import io.sallyport.logs.query.Filter.Operator;
import io.sallyport.logs.query.RecordQuery.Order;
import io.sallyport.logs.record.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the parameters of {@code /v1/logs} and {@code /v1/logs/stats}. A parameter that is a field's name is one more
 * condition, {@code field=value}; any other unknown parameter is refused, because a misspelt condition that is
 * skipped gives a wrong answer.
 */
public final class QueryReader {
    private static final Set<String> RECORDS = Set.of("limit", "order", "cursor", "format");
    private static final Set<String> STATS = Set.of("by");

    private final Instant now;
    private final Set<String> own;
    private final List<Filter> filters = new ArrayList<>();
    private long since = Long.MIN_VALUE;
    private long until = Long.MAX_VALUE;
    private int limit = 100;
    private Order order = Order.DESC;
    private Optional<Place> after = Optional.empty();
    private List<Field> by = List.of(Field.CLUSTER);

    private QueryReader(Instant now, Set<String> own) {
        this.now = now;
        this.own = own;
    }

    /** Reads a question for records; {@code format} is left to the caller. */
    public static ParsedQuery<RecordQuery> records(Iterable<Map.Entry<String, String>> parameters, Instant now) {
        QueryReader reader = new QueryReader(now, RECORDS);
        ParsedQuery.Refused<RecordQuery> refused = reader.read(parameters);
        return refused != null
                ? refused
                : new ParsedQuery.Accepted<>(
                        new RecordQuery(reader.selection(), reader.order, reader.limit, reader.after));
    }

    /** Reads a question for figures. */
    public static ParsedQuery<StatsQuery> stats(Iterable<Map.Entry<String, String>> parameters, Instant now) {
        QueryReader reader = new QueryReader(now, STATS);
        ParsedQuery.Refused<StatsQuery> refused = reader.read(parameters);
        return refused != null ? refused : new ParsedQuery.Accepted<>(new StatsQuery(reader.selection(), reader.by));
    }

    private Selection selection() {
        return new Selection(filters.size() == 1 ? filters.get(0) : new Filter.All(filters), since, until);
    }

    /** The first refusal, or {@code null}. */
    private <Q> ParsedQuery.Refused<Q> read(Iterable<Map.Entry<String, String>> parameters) {
        for (Map.Entry<String, String> parameter : parameters) {
            try {
                ParsedQuery.Refused<Q> refused = take(parameter.getKey(), parameter.getValue());
                if (refused != null) {
                    return refused;
                }
            } catch (SyntaxFault fault) {
                return new ParsedQuery.Refused<>(parameter.getKey(), fault.getMessage(), 0);
            }
        }
        return null;
    }

    private <Q> ParsedQuery.Refused<Q> take(String name, String value) {
        if (name.equals("where")) {
            return where(value);
        }
        if (name.equals("since")) {
            since = TimeText.micros(value, now);
        } else if (name.equals("until")) {
            until = TimeText.micros(value, now);
        } else if (own.contains(name)) {
            takeOwn(name, value);
        } else {
            filters.add(condition(name, value));
        }
        return null;
    }

    private <Q> ParsedQuery.Refused<Q> where(String text) {
        ParsedFilter parsed = FilterParser.parse(text);
        if (parsed instanceof ParsedFilter.Refused refused) {
            return new ParsedQuery.Refused<>("where", refused.detail(), refused.position());
        }
        filters.add(((ParsedFilter.Accepted) parsed).filter());
        return null;
    }

    private Filter condition(String name, String value) {
        Field field = Field.named(name);
        if (field == null) {
            Set<String> allowed = new LinkedHashSet<>(List.of("since", "until", "where"));
            allowed.addAll(own.stream().sorted().toList());
            throw fault(name, String.join(", ", allowed) + ", or one of the fields " + Field.names());
        }
        return Value.comparison(field, Operator.EQUAL, value, 0);
    }

    private void takeOwn(String name, String value) {
        switch (name) {
            case "limit" -> limit = limit(value);
            case "order" -> order = order(value);
            case "cursor" -> after = Optional.of(cursor(value));
            case "by" -> by = by(value);
            default -> {
                // format: how to write the answer, not what is in it
            }
        }
    }

    private static int limit(String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= RecordQuery.MAX_LIMIT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below like a number out of range
        }
        throw fault(value, "1 to " + RecordQuery.MAX_LIMIT);
    }

    private static Order order(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "desc" -> Order.DESC;
            case "asc" -> Order.ASC;
            default -> throw fault(value, "desc, asc");
        };
    }

    private static Place cursor(String value) {
        Place place = Place.parse(value);
        if (place == null) {
            throw fault(value, "the \"next\" of the answer before");
        }
        return place;
    }

    private static List<Field> by(String value) {
        List<Field> fields = new ArrayList<>();
        for (String name : value.split(",")) {
            Field field = Field.named(name.strip());
            if (field == null) {
                throw fault(name, "one of the fields " + Field.names());
            }
            fields.add(field);
        }
        if (fields.isEmpty() || fields.size() > StatsQuery.MAX_FIELDS) {
            throw fault(value, "one to " + StatsQuery.MAX_FIELDS + " fields");
        }
        return fields;
    }

    private static SyntaxFault fault(String found, String allowed) {
        return new SyntaxFault(0, "found \"" + found + "\", allowed: " + allowed);
    }
}
