package io.sallyport.logs.record;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Everything a query may name: the components of {@link AccessRecord}, in their order, and the edge. */
public enum Field {
    SEQUENCE("sequence", FieldType.NUMBER, AccessRecord::sequence),
    STARTED_AT("startedAtMicros", FieldType.NUMBER, AccessRecord::startedAtMicros),
    TOTAL("totalMicros", FieldType.MICROS, AccessRecord::totalMicros),
    HEAD("headMicros", FieldType.MICROS, AccessRecord::headMicros),
    KIND("kind", words(Kind.values()), r -> word(r.kind())),
    DIRECTION("direction", words(Direction.values()), r -> word(r.direction())),
    LISTENER("listener", AccessRecord::listener),
    PROTOCOL("protocol", AccessRecord::protocol),
    CLIENT("client", AccessRecord::client),
    METHOD("method", AccessRecord::method),
    SCHEME("scheme", AccessRecord::scheme),
    AUTHORITY("authority", AccessRecord::authority),
    PATH("path", AccessRecord::path),
    STATUS("status", FieldType.NUMBER, AccessRecord::status),
    OUTCOME("outcome", outcomes(), r -> r.outcome().token()),
    RULE("rule", AccessRecord::rule),
    ROUTE("route", AccessRecord::route),
    CLUSTER("cluster", AccessRecord::cluster),
    ENDPOINT("endpoint", AccessRecord::endpoint),
    VERSION("version", AccessRecord::version),
    CACHE("cache", AccessRecord::cache),
    BYTES_IN("bytesIn", FieldType.BYTES, AccessRecord::bytesIn),
    BYTES_OUT("bytesOut", FieldType.BYTES, AccessRecord::bytesOut),
    POLICY_GENERATION("policyGeneration", FieldType.NUMBER, AccessRecord::policyGeneration),
    ROUTE_GENERATION("routeGeneration", FieldType.NUMBER, AccessRecord::routeGeneration),
    USER_AGENT("userAgent", AccessRecord::userAgent),
    REQUEST_ID("requestId", AccessRecord::requestId),
    USER("user", AccessRecord::user),
    TRACK("track", AccessRecord::track),
    ATTEMPTS("attempts", FieldType.NUMBER, AccessRecord::attempts),
    EXIT("exit", AccessRecord::exit),
    LIST("list", AccessRecord::list),
    CLIENT_COUNTRY("clientCountry", AccessRecord::clientCountry),
    DESTINATION_COUNTRY("destinationCountry", AccessRecord::destinationCountry),
    REPORTED("reported", AccessRecord::reported),
    TRACE_ID("traceId", AccessRecord::traceId),
    CONNECT("connectMicros", FieldType.MICROS, AccessRecord::connectMicros),
    TLS("tls", AccessRecord::tls),
    DETAIL("detail", AccessRecord::detail),
    EDGE(KeptRecord::edge);

    private static final Map<String, Field> BY_NAME = byName();

    private final String label;
    private final FieldType type;
    private final List<String> words;
    private final ToLongFunction<AccessRecord> number;
    private final Function<KeptRecord, String> text;

    Field(String label, FieldType type, ToLongFunction<AccessRecord> number) {
        this(label, type, List.of(), number, kept -> Long.toString(number.applyAsLong(kept.access())));
    }

    Field(String label, Function<AccessRecord, String> text) {
        this(label, FieldType.TEXT, List.of(), r -> 0, kept -> text.apply(kept.access()));
    }

    Field(String label, List<String> words, Function<AccessRecord, String> text) {
        this(label, FieldType.WORD, words, r -> 0, kept -> text.apply(kept.access()));
    }

    Field(Function<KeptRecord, String> text) {
        this("edge", FieldType.TEXT, List.of(), r -> 0, text);
    }

    Field(
            String label,
            FieldType type,
            List<String> words,
            ToLongFunction<AccessRecord> number,
            Function<KeptRecord, String> text) {
        this.label = label;
        this.type = type;
        this.words = words;
        this.number = number;
        this.text = text;
    }

    /** The field of this name or alias ({@code host}, {@code duration}); {@code null} when there is none. */
    public static Field named(String name) {
        return BY_NAME.get(name);
    }

    /** All names and aliases, for error texts. */
    public static String names() {
        return Arrays.stream(values()).map(Field::label).collect(Collectors.joining(", "))
                + ", host (authority), duration (totalMicros)";
    }

    /** Every name and alias. */
    public static Set<String> allNames() {
        return BY_NAME.keySet();
    }

    /** The name in queries and answers. */
    public String label() {
        return label;
    }

    public FieldType type() {
        return type;
    }

    /** The values a {@link FieldType#WORD} may have; empty for other types. */
    public List<String> words() {
        return words;
    }

    /** The value of a numeric field. */
    public long number(KeptRecord kept) {
        return number.applyAsLong(kept.access());
    }

    /** The value of any field as text. */
    public String text(KeptRecord kept) {
        return text.apply(kept);
    }

    private static Map<String, Field> byName() {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Field field : values()) {
            fields.put(field.label, field);
        }
        fields.put("host", AUTHORITY);
        fields.put("duration", TOTAL);
        return Collections.unmodifiableMap(fields);
    }

    private static List<String> outcomes() {
        return Arrays.stream(Outcome.values()).map(Outcome::token).toList();
    }

    private static List<String> words(Enum<?>... constants) {
        return Arrays.stream(constants).map(Field::word).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
