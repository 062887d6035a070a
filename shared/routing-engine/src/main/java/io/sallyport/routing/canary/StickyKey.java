package io.sallyport.routing.canary;

/**
 * Where a key stands among all keys: a number that is as likely to be anywhere in the 64 bits, the same for the same key
 * each time. Keys of our own (see {@link KeySource}) are taken back to the number that they were made of, so that any run
 * of new clients is spread evenly and not merely at random; every other text is hashed.
 */
final class StickyKey {
    /** Steps between 0 and all of the traffic: a hundredth of a percent. */
    static final int SLOTS = 10_000;

    private static final int DIGITS = 16;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private StickyKey() {}

    /** The slot of a key, 0 to 9999; another salt gives an unrelated spread of the same clients. */
    static int slot(String key, long salt) {
        return isOurs(key) ? slot(unmix(Long.parseUnsignedLong(key, 16)), salt) : slotOf(mix(fold(key) ^ salt));
    }

    /** The slot of a number of {@link KeySource}. */
    static int slot(long number, long salt) {
        return slotOf(number + salt);
    }

    private static int slotOf(long position) {
        return (int) (((position >>> 32) * SLOTS) >>> 32);
    }

    /** FNV-1a, then mixed: FNV alone leaves the high bits of short texts alike. */
    static long hash(String text) {
        return mix(fold(text));
    }

    private static long fold(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** The text of a number: 16 hex digits that show nothing of its place. */
    static String text(long number) {
        String digits = Long.toHexString(mix(number));
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    private static boolean isOurs(String key) {
        if (key.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            char c = key.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** The finaliser of MurmurHash3 (Austin Appleby, public domain): one to one, every bit changes half of the others. */
    static long mix(long value) {
        long k = value;
        k = (k ^ (k >>> 33)) * 0xff51afd7ed558ccdL;
        k = (k ^ (k >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return k ^ (k >>> 33);
    }

    /** Its inverse: the multipliers are the inverses of those above, modulo 2^64. */
    static long unmix(long value) {
        long k = value;
        k = (k ^ (k >>> 33)) * 0x9cb4b2f8129337dbL;
        k = (k ^ (k >>> 33)) * 0x4f74430c22a54005L;
        return k ^ (k >>> 33);
    }
}
