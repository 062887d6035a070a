package io.sallyport.policy.engine.list;

/**
 * The hash of a name, taken from its last character to its first, so that a walk over a host passes the hash of each
 * parent domain on its way.
 *
 * <p>Per character FNV-1a's step, then a finaliser at the end of each label, because the search wants the upper bits
 * evenly spread. Two of n names share a hash with a chance of n²/2⁶⁵, one in a million for 5 million; a name outside
 * the list is taken for a listed one with a chance of n/2⁶⁴. The functions are part of the stored form of
 * {@link NameSet}.
 */
final class NameHash {
    static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private NameHash() {}

    /** Takes the next character to the left in. */
    static long step(long hash, char c) {
        return (hash ^ c) * PRIME;
    }

    /** The value that is stored and searched for. */
    static long finish(long hash) {
        long h = hash;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    static long of(String name) {
        long hash = START;
        for (int i = name.length() - 1; i >= 0; i--) {
            hash = step(hash, name.charAt(i));
        }
        return finish(hash);
    }
}
