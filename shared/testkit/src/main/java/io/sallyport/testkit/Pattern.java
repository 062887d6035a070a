package io.sallyport.testkit;

/** The content of {@link Answer#stream}: a byte that its offset determines, so that a gap or a swap shows. */
public final class Pattern {
    private Pattern() {}

    /** The bytes from an offset on. */
    public static byte[] at(long offset, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + (offset + i) % 26);
        }
        return bytes;
    }
}
