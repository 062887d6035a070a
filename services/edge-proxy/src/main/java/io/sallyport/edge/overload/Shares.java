package io.sallyport.edge.overload;

import java.util.Arrays;

/**
 * What each client has had in the current window, in bounded memory: a count-min sketch (Cormode and Muthukrishnan, 2005) of two
 * rows, of which only the smaller cell of a client is raised. A count is never too low; it is too high for a client that
 * meets a busier one in both of its cells, about one in a million for each busy one, and then for one window, because each window
 * has other cells. Owner: the loop's thread.
 */
final class Shares {
    private static final int WIDTH = 1024;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int[] first = new int[WIDTH];
    private final int[] second = new int[WIDTH];
    private long window = 1;
    private int heaviest;
    private int total;

    /** Another window begins: nobody has had anything. */
    void next() {
        if (total > 0) {
            Arrays.fill(first, 0);
            Arrays.fill(second, 0);
        }
        window++;
        heaviest = 0;
        total = 0;
    }

    /** Spreads a client over all values, differently in each window. */
    long spread(long client) {
        long mixed = (client + window) * GOLDEN;
        mixed = (mixed ^ (mixed >>> 32)) * GOLDEN;
        return mixed ^ (mixed >>> 29);
    }

    /** What the client has had. */
    int of(long spread) {
        return Math.min(first[one(spread)], second[other(spread)]);
    }

    /** It has one more. */
    void add(long spread) {
        int had = of(spread) + 1;
        first[one(spread)] = Math.max(first[one(spread)], had);
        second[other(spread)] = Math.max(second[other(spread)], had);
        heaviest = Math.max(heaviest, had);
        total++;
    }

    /** What the client has had that has had most. */
    int heaviest() {
        return heaviest;
    }

    /** What all have had. */
    int total() {
        return total;
    }

    private static int one(long spread) {
        return (int) spread & (WIDTH - 1);
    }

    private static int other(long spread) {
        return (int) (spread >>> 20) & (WIDTH - 1);
    }
}
