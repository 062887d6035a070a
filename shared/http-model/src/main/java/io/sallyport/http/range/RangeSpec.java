package io.sallyport.http.range;

/**
 * One member of a Range field: {@code 2-4}, {@code 2-} or {@code -3}.
 *
 * @param first the first byte; -1 for a suffix
 * @param last  the last byte, {@link Position#MAX} when it is open; of a suffix, how many bytes
 */
record RangeSpec(long first, long last) {
    /** {@code null} for a text that is none. */
    static RangeSpec parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return null;
        }
        long to = Position.parse(text, dash + 1, text.length());
        if (dash == 0) {
            return to < 0 ? null : new RangeSpec(-1, to);
        }
        long from = Position.parse(text, 0, dash);
        boolean open = dash == text.length() - 1;
        if (from < 0 || (!open && to < from)) {
            return null;
        }
        return new RangeSpec(from, open ? Position.MAX : to);
    }

    /** The part of a body of that length; {@code null} when it has no byte of it. */
    ByteRange fit(long length) {
        if (first < 0) {
            return last == 0 || length == 0 ? null : new ByteRange(Math.max(0, length - last), length - 1);
        }
        return first >= length ? null : new ByteRange(first, Math.min(last, length - 1));
    }
}
