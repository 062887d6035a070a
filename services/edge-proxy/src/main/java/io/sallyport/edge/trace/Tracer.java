package io.sallyport.edge.trace;

import io.sallyport.contract.settings.TracingConfig;
import io.sallyport.http.trace.TraceParent;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests of one event loop are traced, and makes the ids. A request that is not costs one random number.
 * Owner: the loop's thread.
 */
public final class Tracer {
    /** Traces nothing. */
    public static final Tracer OFF = new Tracer(TracingConfig.defaults(), new SplittableRandom(0), spans -> {});

    private final boolean on;
    private final boolean trust;
    private final double sample;
    private final SplittableRandom random;
    private final Consumer<List<Span>> shipper;

    /** @param shipper takes what is noted of a request when it is over */
    public Tracer(TracingConfig config, SplittableRandom random, Consumer<List<Span>> shipper) {
        this.on = config.isOn();
        this.trust = config.trust();
        this.sample = config.sample();
        this.random = random;
        this.shipper = shipper;
    }

    public boolean isOn() {
        return on;
    }

    /**
     * A trace for a request, if it is to have one.
     *
     * @param parent what the client says of its trace; {@code null} for nothing, or for more than one thing
     * @param state  the client's {@code tracestate}; {@code null} for none
     */
    public @Nullable Trace begin(@Nullable String parent, @Nullable String state, long micros) {
        TraceParent trusted = trusted(parent);
        boolean sampled = trusted == null ? isDrawn() : trusted.sampled();
        if (!sampled) {
            return null;
        }
        if (trusted == null) {
            return root(micros);
        }
        Span server = new Span(
                new Span.Identity(trusted.high(), trusted.low(), spanId(), trusted.span(), true),
                Span.Kind.SERVER,
                "",
                micros);
        server.state = state != null && TraceParent.isFitState(state) ? state : "";
        return new Trace(this, server);
    }

    /** A trace of its own for what is done because of another: it names that one. */
    public Trace linked(Trace cause, long micros) {
        Trace trace = root(micros);
        Span server = cause.server();
        trace.server().link = new Span.Link(server.high, server.low, server.id);
        return trace;
    }

    private Trace root(long micros) {
        return new Trace(
                this,
                new Span(
                        new Span.Identity(random.nextLong(), nonZero(), spanId(), 0, false),
                        Span.Kind.SERVER,
                        "",
                        micros));
    }

    private boolean isDrawn() {
        return sample > 0 && random.nextDouble() < sample;
    }

    /** The client's word, if it counts; {@code null} if a trace begins here. */
    public @Nullable TraceParent trusted(@Nullable String parent) {
        return on && trust && parent != null ? TraceParent.parse(parent) : null;
    }

    /**
     * What whoever gets a request that is not traced is told: that it is not, in the client's trace if that one counts.
     *
     * @param parent as the client has said it; {@code null} for nothing
     */
    public String outwardUntraced(@Nullable String parent) {
        TraceParent trusted = trusted(parent);
        return trusted == null
                ? new TraceParent(random.nextLong(), nonZero(), spanId(), false).text()
                : new TraceParent(trusted.high(), trusted.low(), spanId(), false).text();
    }

    long spanId() {
        return nonZero();
    }

    private long nonZero() {
        long bits = random.nextLong();
        return bits == 0 ? 1 : bits;
    }

    void ended(List<Span> spans) {
        shipper.accept(spans);
    }
}
