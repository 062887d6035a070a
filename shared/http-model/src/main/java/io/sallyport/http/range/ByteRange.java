package io.sallyport.http.range;

/**
 * A part of a body.
 *
 * @param first position of the first byte, from 0
 * @param last  position of the last byte, at or behind the first
 */
public record ByteRange(long first, long last) {
    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("found " + first + "-" + last + ", allowed: 0 <= first <= last");
        }
    }

    /** Bytes of it. */
    public long length() {
        return last - first + 1;
    }

    /** Whether all of another part lies within. */
    public boolean contains(ByteRange other) {
        return first <= other.first && other.last <= last;
    }

    /** Whether the two have a byte in common. */
    public boolean overlaps(ByteRange other) {
        return first <= other.last && other.first <= last;
    }

    /** Whether no byte lies between the two. */
    public boolean touches(ByteRange other) {
        return first - 1 <= other.last && other.first - 1 <= last;
    }

    /** Both of two that touch. */
    public ByteRange join(ByteRange other) {
        return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
    }

    /**
     * The value of Content-Range in a 206.
     *
     * @param length bytes of the whole body
     */
    public String contentRange(long length) {
        return "bytes " + first + "-" + last + "/" + length;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
