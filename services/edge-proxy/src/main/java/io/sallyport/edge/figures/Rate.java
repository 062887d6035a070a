package io.sallyport.edge.figures;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.kit.api.Histogram;
import io.sallyport.kit.api.Metrics;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Rate, errors and durations of one route, cluster or listener. Safe from any thread. */
final class Rate {
    private static final long NANOS_PER_MICRO = 1000;
    private static final String[] CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final Rates rates;
    private final String name;
    private final AtomicReferenceArray<Metrics.Counter> byClass = new AtomicReferenceArray<>(CLASSES.length);
    private final AtomicReferenceArray<Metrics.Counter> byOutcome = new AtomicReferenceArray<>(OUTCOMES.length);
    private final Durations durations;

    /**
     * How long exchanges take.
     *
     * @param total from the request's head to the end
     * @param head  from the request's head to the head of a server's answer
     */
    record Durations(Histogram total, Histogram head) {}

    Rate(Rates rates, String name) {
        this.rates = rates;
        this.name = name;
        this.durations = rates.durations(name);
    }

    void count(AccessRecord access) {
        ofClass(classOf(access.status())).increment();
        if (access.outcome().group() != Outcome.Group.SERVED) {
            of(access.outcome()).increment();
        }
        if (access.kind() == Kind.EXCHANGE) {
            durations.total().record(access.totalMicros() * NANOS_PER_MICRO, access.traceId());
        }
        if (access.headMicros() > 0) {
            durations.head().record(access.headMicros() * NANOS_PER_MICRO, access.traceId());
        }
    }

    private static int classOf(int status) {
        int hundreds = status / 100;
        return hundreds < CLASSES.length ? hundreds : 0;
    }

    private Metrics.Counter ofClass(int index) {
        Metrics.Counter counter = byClass.get(index);
        if (counter == null) {
            counter = rates.exchanges(name, CLASSES[index]);
            byClass.set(index, counter);
        }
        return counter;
    }

    private Metrics.Counter of(Outcome outcome) {
        Metrics.Counter counter = byOutcome.get(outcome.ordinal());
        if (counter == null) {
            counter = rates.errors(name, outcome.token());
            byOutcome.set(outcome.ordinal(), counter);
        }
        return counter;
    }
}
