package io.sallyport.policy.engine.exit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Orders ways for a key by highest random weight: every way has a weight of its own for each key, and the heaviest comes
 * first. A way that is left out moves only the keys that it was first for, and they come back to it. The same on every
 * edge and after every start.
 */
public final class Rendezvous {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /** The usable ways, best first, at most {@code most} of them. */
    public static List<ExitWay> order(List<ExitWay> ways, long key, Predicate<ExitWay> usable, int most) {
        List<ExitWay> best = new ArrayList<>(most);
        while (best.size() < most) {
            ExitWay next = null;
            long weight = 0;
            for (ExitWay way : ways) {
                long own = mix(key ^ mix(hash(way.pool() + ' ' + way.label())));
                if ((next == null || own > weight) && !best.contains(way) && usable.test(way)) {
                    next = way;
                    weight = own;
                }
            }
            if (next == null) {
                return best;
            }
            best.add(next);
        }
        return best;
    }

    /** FNV-1a, mixed: stable, and nothing that an attacker gains by guessing. */
    static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
