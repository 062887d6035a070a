package io.sallyport.kit.bus;

import io.sallyport.contract.log.AccessBatch;
import io.vertx.core.buffer.Buffer;

/** Access batches as bytes, for who keeps them outside the bus: the same as on it. */
public final class AccessBatchBytes {
    private static final AccessBatchForm FORM = new AccessBatchForm();

    private AccessBatchBytes() {}

    public static Buffer encode(AccessBatch batch) {
        return FORM.encode(batch);
    }

    /** The batch; IllegalArgumentException when the bytes are not one that this version knows. */
    public static AccessBatch decode(Buffer bytes) {
        return FORM.decode(bytes);
    }
}
