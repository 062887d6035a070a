package io.sallyport.logs.simulate;

import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.KeptRows;
import io.sallyport.logs.archive.Reading;
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
    public static SimulationReport run(Archive archive, Simulation simulation, LongSupplier nanos) {
        return new Replay(simulation, nanos).run(archive);
    }

    private SimulationReport run(Archive archive) {
        List<Sample> samples = samples(archive);
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
    private List<Sample> samples(Archive archive) {
        List<Sample> samples = new ArrayList<>();
        long end = archive.figures().end();
        long begin = Math.max(0, end - simulation.records());
        try (Reading reading = archive.openPositions(begin, end)) {
            KeptRows.each(
                    reading,
                    "WHERE position >= ? AND position < ?",
                    (kept, position) -> {
                        looked++;
                        Sample sample = isAskedFor(kept) ? Sample.of(kept) : null;
                        if (sample != null) {
                            samples.add(sample);
                        }
                        return looked % LOOK != 0 || !isLate();
                    },
                    begin,
                    end);
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
