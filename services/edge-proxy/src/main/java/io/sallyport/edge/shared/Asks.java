package io.sallyport.edge.shared;

import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheQuestion;
import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.edge.cache.SharedTier.Answer;
import io.sallyport.edge.shared.TierFigures.Asked;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one loop. Who waits for another edge's fetch waits long, and would as long for an instance that has died
 * meanwhile: so one that has been silent for a while is asked something that it answers at once, and when its breaker opens
 * or it leaves the roster, all who wait for it go on. Owner: the loop's thread.
 */
final class Asks {
    private static final Answer ALONE = new Answer.Alone(false);
    private static final Answer NOT_STORED = new Answer.Alone(true);

    private final BusCalls calls;
    private final Bodies bodies;
    private final LeaseBook leases;
    private final TierTimes times;
    private final Set<Ask> waiting = new LinkedHashSet<>();
    private final List<Instance> probed = new ArrayList<>();

    Asks(BusCalls calls, Bodies bodies, LeaseBook leases, TierTimes times) {
        this.calls = calls;
        this.bodies = bodies;
        this.leases = leases;
        this.times = times;
    }

    Future<Answer> begin(Ask ask) {
        boolean waits = ask.question().waiting() > 0;
        if (waits) {
            waiting.add(ask);
        }
        long millis = waits ? times.collapseMillis() : times.plainMillis();
        calls.call(ask.instance(), ask.instance().ask(), ask.question(), millis, CacheAnswer.class)
                .onComplete((answer, failure) -> told(ask, answer, failure));
        return ask.future();
    }

    private void told(Ask ask, @Nullable CacheAnswer answer, @Nullable Throwable failure) {
        waiting.remove(ask);
        if (answer == null) {
            ask.answer(Asked.FAILED, ALONE);
            return;
        }
        switch (answer.kind()) {
            case ALONE -> ask.answer(Asked.ALONE, ALONE);
            case NOT_STORED -> ask.answer(Asked.NOT_STORED, NOT_STORED);
            case FETCH -> fetch(ask, answer.lease());
            case FOUND -> found(ask, answer);
        }
    }

    private void found(Ask ask, CacheAnswer answer) {
        if (!ask.isOver()) {
            Bodies.Opened opened = bodies.open(ask.instance(), ask.question().key(), answer, ask.request());
            ask.answer(opened.how(), opened.answer());
        }
    }

    /** A lease that comes too late is given back, or others would wait for it in vain. */
    private void fetch(Ask ask, String token) {
        byte[] key = ask.question().key();
        if (ask.isOver()) {
            calls.tell(ask.instance().lease(), new LeaseNote(key, token, LeaseNote.State.GIVEN_UP));
            return;
        }
        HeldLease lease = leases.open(ask.instance(), key, token, calls.now());
        if (lease == null) {
            ask.answer(Asked.NOT_ASKED, ALONE);
        } else {
            ask.answer(Asked.FETCH, new Answer.Fetch(lease));
        }
    }

    /** Those who wait for the instance go on without it. */
    void release(Instance instance) {
        List<Ask> released = new ArrayList<>();
        for (Ask ask : waiting) {
            if (ask.instance() == instance) {
                released.add(ask);
            }
        }
        released.forEach(waiting::remove);
        released.forEach(ask -> ask.answer(Asked.FAILED, ALONE));
    }

    /** Asks instances for a sign of life that others wait for. */
    void sweep(long now) {
        if (waiting.isEmpty()) {
            return;
        }
        long patience = TimeUnit.MILLISECONDS.toNanos(times.plainMillis());
        List<Ask> silent = new ArrayList<>(2);
        for (Ask ask : waiting) {
            Instance instance = ask.instance();
            if (now - ask.since() > patience && now - instance.heard() > patience && !probed.contains(instance)) {
                probed.add(instance);
                silent.add(ask);
            }
        }
        silent.forEach(this::probe);
    }

    private void probe(Ask ask) {
        CacheQuestion asked = ask.question();
        CacheQuestion plain = new CacheQuestion(asked.key(), asked.request(), asked.edge(), 0);
        calls.call(ask.instance(), ask.instance().ask(), plain, times.plainMillis(), CacheAnswer.class)
                .onComplete(told -> probed.remove(ask.instance()));
    }

    int waiting() {
        return waiting.size();
    }
}
