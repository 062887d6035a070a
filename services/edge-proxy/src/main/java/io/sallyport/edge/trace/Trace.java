package io.sallyport.edge.trace;

import io.sallyport.http.trace.TraceParent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is noted of one request that is traced: the request itself, and what was done for it. Owner: the loop's thread. */
public final class Trace {
    /** Spans of one request; a tunnel or a request with many tries makes no more. */
    static final int SPANS_MAX = 32;

    private final Tracer tracer;
    private final List<Span> spans = new ArrayList<>(4);
    private final Span server;
    /** What is under way before the request goes out, such as a look-up in the cache; {@code null} for nothing. */
    private @Nullable Span phase;
    /** The try under way; {@code null} before the first. */
    private @Nullable Span attempt;

    Trace(Tracer tracer, Span server) {
        this.tracer = tracer;
        this.server = server;
        spans.add(server);
    }

    /** The request itself. */
    public Span server() {
        return server;
    }

    /** 32 hex digits. */
    public String id() {
        return TraceParent.traceId(server.high, server.low);
    }

    /** The request has come to another step; the one before is over. An empty name: to none that is noted. */
    public void enters(String step, long micros) {
        if (phase != null) {
            phase.end(micros);
        }
        phase = step.isEmpty() ? null : child(Span.Kind.INTERNAL, step, micros);
    }

    /** The request is about to be sent to somebody; the try before is over. */
    public Span tries(String name, long micros) {
        enters("", micros);
        if (attempt != null) {
            attempt.end(micros);
        }
        attempt = child(Span.Kind.CLIENT, name, micros);
        return attempt;
    }

    /** The try under way, or the request itself when there is none. */
    public Span current() {
        return attempt == null ? server : attempt;
    }

    private Span child(Span.Kind kind, String name, long micros) {
        Span child = new Span(
                new Span.Identity(server.high, server.low, tracer.spanId(), server.id, false), kind, name, micros);
        if (spans.size() < SPANS_MAX) {
            spans.add(child);
        }
        return child;
    }

    /** Whether it goes on with what somebody else has begun. */
    public boolean goesOn() {
        return server.remoteParent;
    }

    /** What whoever gets the request under way is told. */
    public String outward() {
        return new TraceParent(server.high, server.low, current().id, true).text();
    }

    /** All that is not over is over now, and goes its way. */
    public void end(long micros) {
        for (Span span : spans) {
            span.end(micros);
        }
        tracer.ended(spans);
    }
}
