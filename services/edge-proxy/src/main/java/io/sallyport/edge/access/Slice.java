package io.sallyport.edge.access;

import io.sallyport.kit.store.Claim;
import io.sallyport.policy.engine.gate.Allowance;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One loop's share of a shared bucket: tokens that were claimed in advance, and requests that wait for the next. How many
 * are claimed at once grows while they are used up quickly, so that a busy bucket costs few calls and a quiet one keeps
 * no token from others. Owner: the loop's thread.
 */
final class Slice {
    /** Tokens that nobody has used by then are lost: better too few for a moment than too many for anybody. */
    private static final long LIFE_NANOS = 1_000_000_000;

    private static final long QUICK_NANOS = 250_000_000;

    private final int most;
    private final Deque<Consumer<Allowance>> waiting = new ArrayDeque<>();
    private int size = 1;
    private int tokens;
    private long grantedAt;
    private long deniedUntil;
    private long aloneUntil;
    private Claim last = new Claim(0, 0, 0, 0);
    private boolean claiming;

    /** @param most tokens claimed at once beyond those that somebody waits for */
    Slice(int most, long now) {
        this.most = most;
        this.grantedAt = now - LIFE_NANOS;
        this.deniedUntil = now;
        this.aloneUntil = now;
    }

    /** What can be said at once; {@code null} when the store has to be asked. */
    Allowance take(long now) {
        if (tokens > 0 && now - grantedAt < LIFE_NANOS) {
            tokens--;
            return new Allowance(true, 0, last.remaining() + tokens, 0, last.resetNanos());
        }
        return deniedUntil - now > 0 ? denied(now) : null;
    }

    private Allowance denied(long now) {
        return new Allowance(false, 0, 0, Math.max(1, deniedUntil - now), last.resetNanos());
    }

    /** Whether the store was away lately, so that this edge counts for itself. */
    boolean isAlone(long now) {
        return aloneUntil - now > 0;
    }

    void wait(Consumer<Allowance> request) {
        waiting.add(request);
    }

    int waiting() {
        return waiting.size();
    }

    boolean isClaiming() {
        return claiming;
    }

    /** Begins a claim; how many tokens to ask for. */
    int claim(long now) {
        claiming = true;
        boolean usedQuickly = tokens == 0 && now - grantedAt < QUICK_NANOS;
        size = usedQuickly ? Math.min(most, size * 2) : Math.max(1, size / 2);
        return waiting.size() - 1 + size;
    }

    /** The claim's answer: those who wait get it in their order. */
    void granted(Claim claim, long now) {
        claiming = false;
        last = claim;
        tokens = claim.granted();
        grantedAt = now;
        deniedUntil = claim.granted() > 0 ? now : now + claim.retryNanos();
        int served = waiting.size();
        for (int i = 0; i < served; i++) {
            Consumer<Allowance> request = waiting.remove();
            Allowance allowance = take(now);
            request.accept(allowance == null ? refused() : allowance);
        }
    }

    /** There were fewer tokens than requests. */
    private Allowance refused() {
        long token = Math.max(1, last.resetNanos());
        return new Allowance(false, 0, 0, Math.min(token, LIFE_NANOS), last.resetNanos());
    }

    /** The store is away: for a second nobody asks it. Those who wait are handed back. */
    Deque<Consumer<Allowance>> failed(long now) {
        claiming = false;
        aloneUntil = now + LIFE_NANOS;
        Deque<Consumer<Allowance>> handed = new ArrayDeque<>(waiting);
        waiting.clear();
        return handed;
    }
}
