package io.sallyport.logs.record;

/** What values a field has, and so how a filter writes them and which operators it may use. */
public enum FieldType {
    /** A whole number. */
    NUMBER("a whole number", true),
    /** A time in microseconds; a filter may write {@code 250ms}. */
    MICROS("microseconds as a whole number, or a time such as 250ms or 2s", true),
    /** A number of bytes; a filter may write {@code 4KiB}. */
    BYTES("bytes as a whole number, or a size such as 4KiB or 2MiB", true),
    /** Free text, compared letter by letter. */
    TEXT("a text; in quotes when it holds blanks or one of ( ) = ! < > ~ and, in a list, a comma", false),
    /** One of a closed set of lower-case words. */
    WORD("one of the field's words", false);

    private final String allowed;
    private final boolean numeric;

    FieldType(String allowed, boolean numeric) {
        this.allowed = allowed;
        this.numeric = numeric;
    }

    /** What may stand after an operator, in words. */
    public String allowed() {
        return allowed;
    }

    /** Whether values are numbers, with {@code = != < <= > >=}; texts have {@code = != ~}. */
    public boolean isNumeric() {
        return numeric;
    }
}
