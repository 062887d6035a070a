package io.sallyport.edge.observe;

import io.sallyport.contract.log.AccessBatch;
import io.vertx.core.Future;

/** The way of batches to a log-collector. One batch at a time. */
interface Carrier {
    /**
     * Completes when the batch is where the end of this process no longer matters. When it fails, the batch may be there all the
     * same, and is to be sent again; the message says to an operator what is the matter.
     */
    Future<Void> send(AccessBatch batch);

    Future<Void> close();
}
