package io.sallyport.routing.canary;

import java.util.random.RandomGenerator;

/** Decides by chance which requests are copied, and takes endpoints in turn. Not thread-safe: owned by one event loop. */
public final class Lot {
    private final RandomGenerator random;
    private int turn;

    public Lot(RandomGenerator random) {
        this.random = random;
    }

    boolean falls(double share) {
        return share >= 1 || random.nextDouble() < share;
    }

    int next(int count) {
        turn = turn == Integer.MAX_VALUE ? 0 : turn + 1;
        return turn % count;
    }
}
