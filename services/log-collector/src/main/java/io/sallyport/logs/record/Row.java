package io.sallyport.logs.record;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values of a record by field, as far as they were asked for; the others are 0 or empty. Whoever reads it from somewhere
 * fills it, and then it is left alone.
 */
public final class Row {
    private static final int FIELDS = Field.values().length;
    private static final Map<String, Outcome> OUTCOMES =
            Arrays.stream(Outcome.values()).collect(Collectors.toMap(Outcome::token, Function.identity()));

    private final long[] numbers = new long[FIELDS];
    private final String[] texts = new String[FIELDS];

    /** All of a record. */
    public static Row of(KeptRecord kept) {
        Row row = new Row();
        for (Field field : Field.values()) {
            if (field.type().isNumeric()) {
                row.set(field, field.number(kept));
            } else {
                row.set(field, field.text(kept));
            }
        }
        return row;
    }

    /** The record, if every field was asked for; an outcome of an edge that is newer than we are counts as a defect. */
    public KeptRecord kept() {
        AccessRecord access = new AccessRecord(
                number(Field.SEQUENCE),
                number(Field.STARTED_AT),
                number(Field.TOTAL),
                number(Field.HEAD),
                Kind.valueOf(upper(Field.KIND)),
                Direction.valueOf(upper(Field.DIRECTION)),
                text(Field.LISTENER),
                text(Field.PROTOCOL),
                text(Field.CLIENT),
                text(Field.METHOD),
                text(Field.SCHEME),
                text(Field.AUTHORITY),
                text(Field.PATH),
                (int) number(Field.STATUS),
                OUTCOMES.getOrDefault(text(Field.OUTCOME), Outcome.INTERNAL_ERROR),
                text(Field.RULE),
                text(Field.ROUTE),
                text(Field.CLUSTER),
                text(Field.ENDPOINT),
                text(Field.VERSION),
                text(Field.CACHE),
                number(Field.BYTES_IN),
                number(Field.BYTES_OUT),
                number(Field.POLICY_GENERATION),
                number(Field.ROUTE_GENERATION),
                text(Field.USER_AGENT),
                text(Field.REQUEST_ID),
                text(Field.USER),
                text(Field.TRACK),
                (int) number(Field.ATTEMPTS),
                text(Field.EXIT),
                text(Field.LIST),
                text(Field.CLIENT_COUNTRY),
                text(Field.DESTINATION_COUNTRY),
                text(Field.REPORTED),
                text(Field.TRACE_ID),
                number(Field.CONNECT),
                text(Field.TLS),
                text(Field.DETAIL));
        return new KeptRecord(text(Field.EDGE), access);
    }

    private String upper(Field field) {
        return text(field).toUpperCase(Locale.ROOT);
    }

    public void set(Field field, long number) {
        numbers[field.ordinal()] = number;
    }

    public void set(Field field, String text) {
        texts[field.ordinal()] = text;
    }

    /** The value of a numeric field. */
    public long number(Field field) {
        return numbers[field.ordinal()];
    }

    /** The value of any field as text. */
    public String text(Field field) {
        if (field.type().isNumeric()) {
            return Long.toString(number(field));
        }
        String text = texts[field.ordinal()];
        return text == null ? "" : text;
    }
}
