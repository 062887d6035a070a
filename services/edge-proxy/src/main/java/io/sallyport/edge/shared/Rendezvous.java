package io.sallyport.edge.shared;

/**
 * Rendezvous (highest random weight) hashing: each pair of a key and an instance has a weight, and the instance that weighs
 * most keeps the key. All edges that see the same instances choose alike without a word; when an instance comes or goes,
 * only the keys that it gains or leaves move. Thaler and Ravishankar, "Using name-based mappings to increase hit rates",
 * IEEE/ACM Transactions on Networking 6 (1998). Pure; the same in every process, and not for secrets.
 */
final class Rendezvous {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /** Of a key, or of an instance's name. */
    static long hash(byte[] bytes) {
        long hash = FNV_OFFSET;
        for (byte each : bytes) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** To be compared as unsigned. */
    static long weight(long key, long instance) {
        return mix(key ^ instance);
    }

    /** Every bit of the input changes half of the output's: the finaliser of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
