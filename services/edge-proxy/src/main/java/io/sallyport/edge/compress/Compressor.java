package io.sallyport.edge.compress;

import io.sallyport.contract.route.CompressDocument.Coding;
import io.sallyport.edge.answer.BodyTransform;
import io.sallyport.kit.api.Metrics;
import java.util.concurrent.atomic.AtomicInteger;

/** Compresses bodies for all loops of an edge, a bounded number at a time: each holds up to a mebibyte. Thread-safe. */
public final class Compressor {
    /** Bodies under way at a time; beyond it an answer goes out as it is. */
    private static final int MAX_BODIES = 128;

    private final Coders coders = new Coders();
    private final AtomicInteger bodies = new AtomicInteger();
    private final Metrics.Counter in;
    private final Metrics.Counter out;
    private final Metrics.Counter refused;

    /** @param metrics the edge's */
    public Compressor(Metrics metrics) {
        String bytes = "Body bytes that were compressed, before and after";
        in = metrics.counter("sallyport_compress_bytes_total", bytes, "direction", "in");
        out = metrics.counter("sallyport_compress_bytes_total", bytes, "direction", "out");
        refused = metrics.counter(
                "sallyport_compress_refused_total",
                "Bodies that went out as they were because too many were under way");
        metrics.gauge("sallyport_compress_bodies", "Bodies being compressed", bodies::get);
    }

    /** Whether this machine can make a coding. */
    public boolean has(Coding coding) {
        return coders.has(coding);
    }

    /**
     * Begins a body; {@code null} when too many are under way.
     *
     * @param streaming whether the client gets what there is whenever the origin pauses
     */
    public BodyTransform begin(Coding coding, boolean streaming) {
        if (bodies.incrementAndGet() > MAX_BODIES) {
            bodies.decrementAndGet();
            refused.increment();
            return null;
        }
        return new CodedBody(this, coding, streaming);
    }

    Coders coders() {
        return coders;
    }

    void closed() {
        bodies.decrementAndGet();
    }

    void took(int bytes) {
        in.add(bytes);
    }

    void gave(int bytes) {
        out.add(bytes);
    }
}
