package io.sallyport.logs.api;

import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.KeptRows;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.servers.Inventory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reminds a collector that has just started of the last records of each server, from those that it kept before: the newest {@value
 * #ROWS}, which takes a fraction of a second. Off the event loops.
 */
final class Recollection {
    private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);
    private static final long ROWS = 20_000;
    private static final String OF_SERVERS = "WHERE position >= ? AND position < ? AND cluster <> '' AND endpoint <> ''"
            + " AND kind NOT IN ('progress', 'admin') ORDER BY position";

    private final Vertx vertx;
    private final Archive archive;
    private final Inventory inventory;
    /** What comes from here on is heard as it comes. */
    private final long end;

    /** To be made before the first record is taken. */
    Recollection(Vertx vertx, Archive archive, Inventory inventory) {
        this.vertx = vertx;
        this.archive = archive;
        this.inventory = inventory;
        this.end = archive.figures().end();
    }

    /** Never fails; without it last records begin with the next one. */
    Future<Void> start() {
        return vertx.<Void>executeBlocking(
                        () -> {
                            inventory.recall(read());
                            return null;
                        },
                        false)
                .otherwise(failure -> {
                    LOG.warn("last records of servers begin anew: {}", failure.getMessage());
                    return null;
                });
    }

    /** @throws ArchiveException when the archive cannot be read */
    private List<KeptRecord> read() {
        long begin = Math.max(0, end - ROWS);
        List<KeptRecord> records = new ArrayList<>();
        if (end > 0) {
            try (Reading reading = archive.openPositions(begin, end)) {
                KeptRows.each(reading, OF_SERVERS, (kept, position) -> records.add(kept), begin, end);
            }
        }
        return records;
    }
}
