package io.sallyport.routing.balance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A hash ring: every member owns points in proportion to its weight, and a key belongs to the owner of the next point.
 * A member that goes leaves its keys to its neighbours' points, and no other key moves. Immutable.
 */
final class Ring {
    private static final int POINTS_FOR_ONE = 160;
    private static final int POINTS_MAX = 65_536;

    private final Member[] members;
    private final int[] weights;
    private final long[] points;
    private final short[] owners;

    private Ring(Member[] members, int[] weights, long[] points, short[] owners) {
        this.members = members;
        this.weights = weights;
        this.points = points;
        this.owners = owners;
    }

    static Ring of(List<Member> members) {
        Member[] all = members.toArray(Member[]::new);
        int[] weights =
                Arrays.stream(all).mapToInt(member -> member.view.weight()).toArray();
        int[] counts = counts(weights);
        long[] packed = new long[Arrays.stream(counts).sum()];
        int next = 0;
        for (int owner = 0; owner < all.length; owner++) {
            for (int i = 0; i < counts[owner]; i++) {
                packed[next++] = point(all[owner].view.url(), i) << 16 | owner;
            }
        }
        Arrays.sort(packed);
        return unpacked(all, weights, packed);
    }

    /** The upper 48 bits are the point, the lower 16 whose it is: so one sort of plain numbers orders both. */
    private static Ring unpacked(Member[] members, int[] weights, long[] packed) {
        long[] points = new long[packed.length];
        short[] owners = new short[packed.length];
        for (int i = 0; i < packed.length; i++) {
            points[i] = packed[i] >> 16;
            owners[i] = (short) packed[i];
        }
        return new Ring(members, weights, points, owners);
    }

    /** Points of each member; fewer of all when there would be too many, but one at least. */
    private static int[] counts(int[] weights) {
        int divisor = 0;
        long total = 0;
        for (int weight : weights) {
            divisor = gcd(weight, divisor);
            total += weight;
        }
        double each = divisor == 0 ? 0 : Math.min((double) POINTS_FOR_ONE / divisor, (double) POINTS_MAX / total);
        return Arrays.stream(weights)
                .map(weight -> (int) Math.max(1, Math.round(weight * each)))
                .toArray();
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static long point(String url, int number) {
        return Hash.mix(Hash.of(url.getBytes(StandardCharsets.UTF_8)) + number * Hash.STEP) >> 16;
    }

    /** Whether it is a ring of just these, with the weights that they have now. */
    boolean isOf(List<Member> others) {
        if (others.size() != members.length) {
            return false;
        }
        for (int i = 0; i < members.length; i++) {
            if (others.get(i) != members[i] || others.get(i).view.weight() != weights[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the walk for a key begins. */
    int start(long hash) {
        int at = Arrays.binarySearch(points, hash >> 16);
        int next = at < 0 ? -at - 1 : at;
        return next == points.length ? 0 : next;
    }

    int size() {
        return points.length;
    }

    /** The owner of a place on the ring. */
    Member owner(int place) {
        return members[owners[place] & 0xffff];
    }
}
