package io.sallyport.logs.query;

/** How records are written. */
public enum Format {
    JSON(10_000),
    NDJSON(Format.LINES),
    CSV(Format.LINES),
    COMMON(Format.LINES),
    COMBINED(Format.LINES);

    private static final int LINES = 10_000_000;

    private final int limit;

    Format(int limit) {
        this.limit = limit;
    }

    /** Records that one answer may have. */
    public int limit() {
        return limit;
    }
}
