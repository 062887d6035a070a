package io.sallyport.logs.simulate;

import io.sallyport.logs.keep.RecordRing;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.simulate.SimulationReport.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/** Runs recent records through the models, in the order in which the requests began. Not for an event loop. */
public final class Replay {
    private static final long NANOS_MAX = 5_000_000_000L;
    private static final int LOOK = 1024;

    private final Simulation simulation;
    private final LongSupplier nanos;
    private final long deadline;
    private long looked;

    private Replay(Simulation simulation, LongSupplier nanos) {
        this.simulation = simulation;
        this.nanos = nanos;
        this.deadline = nanos.getAsLong() + NANOS_MAX;
    }

    /**
     * The whole of it, in five seconds at most.
     *
     * @param nanos a clock of elapsed time
     */
    public static SimulationReport run(RecordRing ring, Simulation simulation, LongSupplier nanos) {
        return new Replay(simulation, nanos).run(ring);
    }

    private SimulationReport run(RecordRing ring) {
        List<Sample> samples = samples(ring);
        Lifetimes lifetimes = new Lifetimes();
        samples.forEach(lifetimes::learn);
        Model current = new Model(simulation.current(), lifetimes);
        Model proposed = new Model(simulation.proposed(), lifetimes);
        Merges merges = new Merges(simulation.current(), simulation.proposed());
        long done = 0;
        long hits = 0;
        long bytes = 0;
        for (Sample sample : samples) {
            if (done % LOOK == 0 && isLate()) {
                break;
            }
            done++;
            boolean hit = sample.answer() == Sample.Fate.HIT;
            hits += hit ? 1 : 0;
            bytes += hit ? sample.bytes() : 0;
            current.ask(sample);
            proposed.ask(sample);
            merges.note(sample);
        }
        return new SimulationReport(
                looked,
                done,
                done == samples.size() && !isLate(),
                samples.isEmpty() ? null : Instant.ofEpochMilli(samples.get(0).atMicros() / 1000),
                Figures.of(hits, done, bytes),
                Figures.of(current.hits(), done, current.hitBytes()),
                Figures.of(proposed.hits(), done, proposed.hitBytes()),
                proposed.hitBytes() - current.hitBytes(),
                merges.top(),
                cannotTell());
    }

    private boolean isLate() {
        return nanos.getAsLong() - deadline > 0;
    }

    /** The newest ones, brought into order. */
    private List<Sample> samples(RecordRing ring) {
        List<Sample> samples = new ArrayList<>();
        long position = ring.end() - 1;
        while (position >= ring.start() && looked < simulation.records() && !(looked % LOOK == 0 && isLate())) {
            KeptRecord kept = ring.at(position--);
            looked++;
            Sample sample = kept != null && isAskedFor(kept) ? Sample.of(kept) : null;
            if (sample != null) {
                samples.add(sample);
            }
        }
        samples.sort(Comparator.comparingLong(Sample::atMicros));
        return samples;
    }

    private boolean isAskedFor(KeptRecord kept) {
        return kept.access().startedAtMicros() >= simulation.sinceMicros()
                && (simulation.route().isEmpty() || kept.access().route().equals(simulation.route()));
    }

    private List<String> cannotTell() {
        List<String> words = new ArrayList<>();
        words.add("Both models begin empty: what was stored before the first record counts as a miss once.");
        words.add(
                "Records do not hold what Vary names: answers that differ by it count as one, and the models hit too often.");
        words.add("A lifetime is known of answers that were hit; others are taken to live for the whole time.");
        words.add("Purges, the shared tier and other collectors' records are left out.");
        if (!simulation.proposed().keys().variesBy().isEmpty()
                || !simulation.current().keys().variesBy().isEmpty()) {
            words.add(
                    "Records hold no fields and no cookies: header and cookie count for nothing here, and would only lower the ratio.");
        }
        return words;
    }
}
