package io.sallyport.cache.purge;

import io.sallyport.cache.engine.purge.PurgeTable;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgePlace;
import io.sallyport.kit.purge.PurgeSink;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Carries purges out on this process's table, remembers those that people asked for, and sees to it that the log neither grows
 * without end nor ends. Owner: the verticle's event loop.
 */
final class TablePurges implements PurgeSink {
    /** Entries that the log keeps; as many as an instance that was away may read, and some more. */
    private static final int LOG_MAX = 2048;

    private final PurgeTable table;
    private final RecentPurges recent;
    private final Consumer<PurgePlace> tooOld;
    private final Runnable empty;
    private final TreeMap<Long, PurgePlace> log = new TreeMap<>();

    /**
     * @param tooOld takes entries that make room
     * @param empty  called when the log is found to be empty although it was not
     */
    TablePurges(PurgeTable table, RecentPurges recent, Consumer<PurgePlace> tooOld, Runnable empty) {
        this.table = table;
        this.recent = recent;
        this.tooOld = tooOld;
        this.empty = empty;
    }

    @Override
    public void carryOut(PurgeEntry entry) {
        recent.heard(entry);
        if (entry.number() == 0) {
            table.carryOut(entry.targets(), entry.hard());
            return;
        }
        table.carryOut(entry.number(), entry.targets(), entry.hard());
        log.put(entry.number(), entry.place());
        if (log.size() > LOG_MAX) {
            tooOld.accept(log.pollFirstEntry().getValue());
        }
    }

    @Override
    public void reached(long number) {
        table.reached(number);
    }

    @Override
    public void missed(long number) {
        table.missed(number);
        log.clear();
        if (number == 0) {
            empty.run();
        }
    }

    @Override
    public void knownSince(long number) {
        table.knownSince(number);
    }
}
