package io.sallyport.http;

import java.net.InetAddress;

/**
 * An IPv4 or IPv6 address as 128 bits. IPv4 is kept in its mapped form {@code ::ffff:a.b.c.d}, so an address and its
 * mapped twin are equal and a range rule cannot be got round by writing one as the other.
 *
 * @param high the first 64 bits
 * @param low  the last 64 bits
 */
public record IpAddress(long high, long low) {
    private static final long MAPPED = 0xffffL << 32;

    /** From 4 or 16 bytes in network order. */
    public static IpAddress of(byte[] bytes) {
        if (bytes.length == 4) {
            return new IpAddress(0, MAPPED | word(bytes, 0, 4));
        }
        if (bytes.length == 16) {
            return new IpAddress(word(bytes, 0, 8), word(bytes, 8, 8));
        }
        throw new IllegalArgumentException("found " + bytes.length + " bytes, allowed: 4 or 16");
    }

    public static IpAddress of(InetAddress address) {
        return of(address.getAddress());
    }

    /**
     * Reads a strict literal: four plain decimal numbers, or RFC 4291 text without a zone. Returns {@code null} for
     * anything else; never looks a name up.
     */
    public static IpAddress parse(String text) {
        return IpLiteral.parse(text);
    }

    public boolean isV4() {
        return high == 0 && (low >>> 32) == 0xffff;
    }

    private static long word(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }

    /** The 16 bytes, or the 4 of an IPv4 address. */
    public byte[] bytes() {
        int count = isV4() ? 4 : 16;
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            int fromRight = count - 1 - i;
            long part = fromRight < 8 ? low >>> (8 * fromRight) : high >>> (8 * (fromRight - 8));
            bytes[i] = (byte) part;
        }
        return bytes;
    }

    @Override
    public String toString() {
        return IpLiteral.format(this);
    }
}
