package io.sallyport.logs.query;

import io.sallyport.logs.filter.Filter;
import io.sallyport.logs.record.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the parameters of {@code /v1/logs} and what is below it. A parameter that is a field's name is one more
 * condition, {@code field=value}; any other unknown parameter is refused, because a misspelt condition that is
 * skipped gives a wrong answer.
 */
public final class QueryReader {
    private static final Set<String> RECORDS = Set.of("limit", "order", "cursor", "format", "fields", "scope");
    private static final Set<String> STATS = Set.of("by", "every", "top", "scope");
    private static final Set<String> TAIL = Set.of("last", "scope");
    private static final List<Field> ALL = List.of(Field.values());

    private final Conditions conditions;
    private final Set<String> own;
    private int limit = 100;
    private int last;
    private Order order = Order.DESC;
    private Optional<Place> after = Optional.empty();
    private List<Field> fields = ALL;
    private Format format = Format.JSON;
    private List<Field> by = List.of(Field.CLUSTER);
    private long everyMicros;
    private int top;

    private QueryReader(Instant now, Set<String> own) {
        this.conditions = new Conditions(now);
        this.own = own;
    }

    /** Reads a question for records. */
    public static ParsedQuery<RecordQuery> records(Iterable<Map.Entry<String, String>> parameters, Instant now) {
        QueryReader reader = new QueryReader(now, RECORDS);
        return reader.read(parameters, reader::recordQuery);
    }

    /** Reads a question for figures. */
    public static ParsedQuery<StatsQuery> stats(Iterable<Map.Entry<String, String>> parameters, Instant now) {
        QueryReader reader = new QueryReader(now, STATS);
        return reader.read(parameters, reader::statsQuery);
    }

    /** Reads a question for records as they arrive. */
    public static ParsedQuery<TailQuery> tail(Iterable<Map.Entry<String, String>> parameters, Instant now) {
        QueryReader reader = new QueryReader(now, TAIL);
        return reader.read(parameters, reader::tailQuery);
    }

    /** Builds the question when all parameters are read. */
    private interface Question<Q> {
        Q build();
    }

    private <Q> ParsedQuery<Q> read(Iterable<Map.Entry<String, String>> parameters, Question<Q> question) {
        String name = "where";
        try {
            for (Map.Entry<String, String> parameter : parameters) {
                name = parameter.getKey();
                take(name, parameter.getValue());
            }
            return new ParsedQuery.Accepted<>(question.build());
        } catch (NamedFault fault) {
            return new ParsedQuery.Refused<>(fault.name, fault.fault.getMessage(), 0);
        } catch (ParameterFault fault) {
            return new ParsedQuery.Refused<>(name, fault.getMessage(), fault.position());
        }
    }

    /** A fault that shows only when all parameters are known. */
    private static final class NamedFault extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String name;
        private final transient ParameterFault fault;

        NamedFault(String name, ParameterFault fault) {
            super(null, null, false, false);
            this.name = name;
            this.fault = fault;
        }
    }

    private RecordQuery recordQuery() {
        if (limit > format.limit()) {
            throw new NamedFault("limit", ParameterFault.found("" + limit, limits()));
        }
        hideChanges(List.of());
        return new RecordQuery(conditions.selection(), order, limit, after, fields, format);
    }

    private StatsQuery statsQuery() {
        if (everyMicros > 0) {
            conditions.sinceUnlessGiven(conditions.untilOrNow() - 60 * everyMicros);
            long slots = (long) (((double) conditions.untilOrNow() - conditions.since()) / everyMicros);
            if (slots > StatsQuery.MAX_SLOTS) {
                throw new NamedFault(
                        "every",
                        ParameterFault.found(
                                slots + " slots of time",
                                "at most " + StatsQuery.MAX_SLOTS + "; ask for a longer one"));
            }
        }
        if (top == 0) {
            top = everyMicros > 0 ? 20 : StatsQuery.MAX_TOP;
        }
        hideChanges(by);
        // Copies of requests are nobody's traffic; a tunnel's bytes are all in the record of its end.
        if (!by.contains(Field.TRACK)) {
            conditions.require(Filter.without(Field.TRACK, "shadow", "background"));
        }
        if (!by.contains(Field.KIND)) {
            conditions.require(Filter.without(Field.KIND, "progress"));
        }
        return new StatsQuery(conditions.selection(), by, everyMicros, top);
    }

    private TailQuery tailQuery() {
        hideChanges(List.of());
        return new TailQuery(conditions.filter(), last);
    }

    /** Changes through the admin plane are no traffic: only who asks for kinds is told of them. */
    private void hideChanges(List<Field> groups) {
        if (!conditions.names(Field.KIND) && !groups.contains(Field.KIND)) {
            conditions.require(Filter.without(Field.KIND, "admin"));
        }
    }

    private void take(String name, String value) {
        boolean isRange = name.equals("since") || name.equals("until");
        if (own.contains(name)) {
            takeOwn(name, value);
        } else if (isRange && own == TAIL || !conditions.take(name, value)) {
            Set<String> allowed =
                    new LinkedHashSet<>(own == TAIL ? List.of("where") : List.of("since", "until", "where"));
            allowed.addAll(own.stream().sorted().toList());
            throw ParameterFault.found(name, String.join(", ", allowed) + ", or one of the fields " + Field.names());
        }
    }

    private void takeOwn(String name, String value) {
        switch (name) {
            case "limit" -> limit = Numbers.between(value, 1, Format.NDJSON.limit(), limits());
            case "order" -> order = word(Order.class, value);
            case "format" -> format = word(Format.class, value);
            case "cursor" -> after = Optional.of(cursor(value));
            case "fields" -> fields = fields(value, ALL.size());
            case "by" -> by = value.isBlank() ? List.of() : fields(value, StatsQuery.MAX_FIELDS);
            case "every" -> everyMicros = TimeText.lengthMicros(value, "a length of time such as 10s, 1m or 1h");
            case "top" -> top = Numbers.between(value, 1, StatsQuery.MAX_TOP, "1 to " + StatsQuery.MAX_TOP);
            case "last" -> last = Numbers.between(value, 0, TailQuery.MAX_LAST, "0 to " + TailQuery.MAX_LAST);
            default -> {
                if (!value.equals("local") && !value.equals("all")) {
                    throw ParameterFault.found(value, "all, or local for this collector alone");
                }
            }
        }
    }

    private static String limits() {
        return "1 to " + Format.JSON.limit() + ", or with another format than json to " + Format.NDJSON.limit();
    }

    private static <E extends Enum<E>> E word(Class<E> type, String value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw ParameterFault.found(
                value,
                String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .toList()));
    }

    private static Place cursor(String value) {
        Place place = Place.parse(value);
        if (place == null) {
            throw ParameterFault.found(value, "the \"next\" of the answer before");
        }
        return place;
    }

    private static List<Field> fields(String value, int max) {
        Set<Field> fields = new LinkedHashSet<>();
        for (String name : value.split(",", max + 2)) {
            Field field = Field.named(name.strip());
            if (field == null) {
                throw ParameterFault.found(name, "one of the fields " + Field.names());
            }
            fields.add(field);
        }
        if (fields.isEmpty() || fields.size() > max) {
            throw ParameterFault.found(value, "one to " + max + " fields");
        }
        return new ArrayList<>(fields);
    }
}
