package io.sallyport.logs.record;

/**
 * The values of a record by field, as far as they were asked for; the others are 0 or empty. Whoever reads it from somewhere
 * fills it, and then it is left alone.
 */
public final class Row {
    private static final int FIELDS = Field.values().length;

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
