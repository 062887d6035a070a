package io.sallyport.cache.flight;

import io.sallyport.contract.cache.CacheAnswer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One fetch that is under way somewhere, and who waits for it. */
final class Flight {
    /** Who fetches. */
    enum State {
        /** The store is being asked for the lease. */
        ASKING,
        /** An edge that got the lease here. */
        HERE,
        /** An edge that got the lease from another instance of this service. */
        ELSEWHERE
    }

    private final String id;
    private final byte[] key;
    private final String digest;
    private final Queue<Waiter> waiters = new ArrayDeque<>();
    private State state = State.ASKING;
    private String token = "";
    private long dueNanos;

    Flight(String id, Waiter first) {
        this.id = id;
        this.key = first.key();
        this.digest = first.digest();
    }

    String id() {
        return id;
    }

    byte[] key() {
        return key;
    }

    String digest() {
        return digest;
    }

    State state() {
        return state;
    }

    /** Of the lease that was given last. */
    String token() {
        return token;
    }

    int waiting() {
        return waiters.size();
    }

    void add(Waiter waiter) {
        waiters.add(waiter);
    }

    void asking(String newToken) {
        state = State.ASKING;
        token = newToken;
    }

    /** @param nanos when the lease ends */
    void here(long nanos) {
        state = State.HERE;
        dueNanos = nanos;
    }

    /** @param nanos when the store is to be looked at */
    void elsewhere(long nanos) {
        state = State.ELSEWHERE;
        token = "";
        dueNanos = nanos;
    }

    boolean isDue(long nowNanos) {
        return state != State.ASKING && nowNanos - dueNanos >= 0;
    }

    void renew(long nanos) {
        dueNanos = nanos;
    }

    @Nullable
    Waiter next() {
        return waiters.poll();
    }

    /** Answers those whose wait is over; says how many. */
    int expire(long nowNanos) {
        return takeIf(waiter -> waiter.isOver(nowNanos) ? CacheAnswer.alone() : null);
    }

    /** Answers those for whom there is an answer; says how many. */
    int takeIf(Function<Waiter, @Nullable CacheAnswer> answers) {
        int taken = 0;
        for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
            Waiter waiter = all.next();
            CacheAnswer answer = answers.apply(waiter);
            if (answer != null) {
                all.remove();
                taken++;
                waiter.answer(answer);
            }
        }
        return taken;
    }
}
