package io.sallyport.routing.balance;

/**
 * 64-bit hashes that are the same in every edge and after every restart. Not for secrets: who knows the function can
 * choose its endpoint, as who sets the cookie can anyway.
 */
final class Hash {
    /** The golden ratio as a fraction of 2^64: sums of it spread evenly. */
    static final long STEP = 0x9E3779B97F4A7C15L;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Hash() {}

    /** FNV-1a, with its weak upper bits mixed. */
    static long of(byte[] bytes) {
        long hash = FNV_OFFSET;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** The same by characters, without a copy. */
    static long of(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** Every bit of the input changes half of the output's: the finaliser of SplitMix64. */
    static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
