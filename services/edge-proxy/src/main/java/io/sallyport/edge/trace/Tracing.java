package io.sallyport.edge.trace;

import io.sallyport.contract.settings.TracingConfig;
import io.sallyport.kit.api.Metrics;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The traces of one edge: a tracer for each event loop, and where their spans go. Safe from any thread. */
public final class Tracing implements AutoCloseable {
    /** {@code null} when nothing is traced. */
    private final @Nullable SpanShipper shipper;

    private Tracing(@Nullable SpanShipper shipper) {
        this.shipper = shipper;
    }

    /** @param edge instance id of this edge */
    public static Tracing open(TracingConfig config, String edge, Metrics metrics) {
        return new Tracing(config.isOn() ? SpanShipper.open(config, edge, metrics) : null);
    }

    /** What one event loop traces with. */
    public Tracer of(TracingConfig config) {
        SpanShipper to = shipper;
        return to == null
                ? Tracer.OFF
                : new Tracer(
                        config, new SplittableRandom(ThreadLocalRandom.current().nextLong()), to::offer);
    }

    /** Ships what is waiting. Blocks for three seconds at most. */
    @Override
    public void close() {
        if (shipper != null) {
            shipper.close();
        }
    }
}
