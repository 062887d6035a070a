package io.sallyport.edge.observe;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.bus.AccessBatchBytes;
import io.sallyport.kit.store.Appended;
import io.sallyport.kit.store.StreamWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/**
 * Appends batches to the store's stream, where they wait until a log-collector has kept them. The last sequence numbers an
 * entry, so that a batch whose answer was lost is there once. Batches become bytes on a worker thread.
 */
final class StreamCarrier implements Carrier {
    private final Vertx vertx;
    private final StreamWriter stream;
    private final int bound;

    /**
     * Connects in the background.
     *
     * @param folder where relative names of files begin
     * @param edge   instance id of this edge
     */
    StreamCarrier(Vertx vertx, SuiteConfig config, Path folder, String edge) {
        this.vertx = vertx;
        this.stream = StreamWriter.open(vertx, config.store(), folder, StoreKeys.records(), edge);
        this.bound = config.logs().stream();
    }

    @Override
    public Future<Void> send(AccessBatch batch) {
        List<AccessRecord> records = batch.records();
        long last = records.get(records.size() - 1).sequence();
        return vertx.executeBlocking(() -> AccessBatchBytes.encode(batch), false)
                .compose(bytes -> stream.append(last, records.size(), bytes, bound))
                .compose(appended -> appended == Appended.TAKEN
                        ? Future.succeededFuture()
                        : Future.failedFuture("logs.stream: " + bound + " records wait in the store already"));
    }

    @Override
    public Future<Void> close() {
        return stream.close();
    }
}
