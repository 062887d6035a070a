package io.sallyport.http;

/**
 * A range of addresses in CIDR form.
 *
 * @param base   first address of the range
 * @param prefix leading bits that must agree, 0 to 128, counted in the mapped form for IPv4 (10.0.0.0/8 has 104)
 */
public record Cidr(IpAddress base, int prefix) {
    private static final String ALLOWED = "an address or range such as 10.0.0.0/8 or 2001:db8::/32";

    /** Reads {@code address} or {@code address/bits}; host bits must be zero. */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw bad(text);
        }
        int bits = slash < 0 ? 128 : bits(text, slash, address.isV4());
        Cidr range = new Cidr(address, bits);
        if ((address.high() & ~mask(bits)) != 0 || (address.low() & ~mask(bits - 64)) != 0) {
            throw new IllegalArgumentException("found \"" + text
                    + "\", allowed: a range whose address is its first one (no bits set after the prefix)");
        }
        return range;
    }

    private static int bits(String text, int slash, boolean v4) {
        try {
            String digits = text.substring(slash + 1);
            int bits = digits.startsWith("+") ? -1 : Integer.parseInt(digits);
            int max = v4 ? 32 : 128;
            if (bits >= 0 && bits <= max) {
                return v4 ? bits + 96 : bits;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw bad(text);
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException("found \"" + text + "\", allowed: " + ALLOWED);
    }

    public boolean contains(IpAddress address) {
        return ((address.high() ^ base.high()) & mask(prefix)) == 0
                && ((address.low() ^ base.low()) & mask(prefix - 64)) == 0;
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1L : -1L << (64 - bits);
    }

    @Override
    public String toString() {
        return base.isV4() && prefix >= 96 ? base + "/" + (prefix - 96) : base + "/" + prefix;
    }
}
