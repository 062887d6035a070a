package io.sallyport.edge.exchange;

import io.sallyport.edge.time.Deadlines;
import io.sallyport.edge.time.LoopClock;
import io.sallyport.edge.trace.Tracer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What the exchanges of one event loop share. Owner: the loop's thread. */
public final class Loop {
    private final LoopClock clock;
    private final Deadlines deadlines;
    private final Chain chain;
    private final Consumer<Exchange> ended;
    private final Via via;
    private final OwnName ownName;
    private final Anonymity anonymity;
    private final RequestIds requestIds = new RequestIds(new SplittableRandom());
    private final Tracer tracer;
    private boolean draining;

    /**
     * @param filters   in request order
     * @param ended     takes every exchange when it is over, once
     * @param pseudonym our name in {@code Via}
     * @param ownName   our name in answers
     * @param anonymity what clients of the forward side may rely on
     * @param tracer    which exchanges are traced
     */
    public Loop(
            LoopClock clock,
            List<Filter> filters,
            Consumer<Exchange> ended,
            String pseudonym,
            OwnName ownName,
            Anonymity anonymity,
            Tracer tracer) {
        this.clock = clock;
        this.deadlines = new Deadlines(clock.nanos());
        this.chain = new Chain(filters);
        this.ended = ended;
        this.via = new Via(pseudonym);
        this.ownName = ownName;
        this.anonymity = anonymity;
        this.tracer = tracer;
    }

    public Tracer tracer() {
        return tracer;
    }

    public LoopClock clock() {
        return clock;
    }

    public Deadlines deadlines() {
        return deadlines;
    }

    Chain chain() {
        return chain;
    }

    Consumer<Exchange> ended() {
        return ended;
    }

    public OwnName ownName() {
        return ownName;
    }

    public Anonymity anonymity() {
        return anonymity;
    }

    public Via via() {
        return via;
    }

    /** A word that nobody can know beforehand, of 16 letters and digits; it guards nothing. */
    public String word() {
        return requestIds.next();
    }

    RequestIds requestIds() {
        return requestIds;
    }

    /** Whether connections are to be closed after the answer under way. */
    public boolean isDraining() {
        return draining;
    }

    public void drain() {
        draining = true;
    }
}
