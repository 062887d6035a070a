package io.sallyport.edge.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done for a request: when, with what, and what came of it. Owner: the loop's thread, until it is handed to
 * be shipped; it does not change after that.
 */
public final class Span {
    /** Notes of one span; what comes beyond is left out and counted. */
    static final int EVENTS_MAX = 32;

    /** Whose side of a call it is. */
    public enum Kind {
        /** A request that came in. */
        SERVER,
        /** A request that went out. */
        CLIENT,
        /** Work in between. */
        INTERNAL
    }

    /** A note, at a time. */
    record Event(String name, long micros, List<Object> attributes) {}

    /** Another span that has to do with it. */
    record Link(long high, long low, long span) {}

    final long high;
    final long low;
    final long id;
    /** 0 for none. */
    final long parent;

    /** Whether the parent is somebody else's. */
    final boolean remoteParent;

    final Kind kind;
    final long startMicros;
    /** Names and values in turn; a value is a text or a {@link Long}. */
    final List<Object> attributes = new ArrayList<>();

    final List<Event> events = new ArrayList<>();
    String name;
    String state = "";
    String error = "";
    long endMicros;
    int eventsLeftOut;

    @Nullable
    Link link;

    Span(Identity identity, Kind kind, String name, long startMicros) {
        this.high = identity.high();
        this.low = identity.low();
        this.id = identity.span();
        this.parent = identity.parent();
        this.remoteParent = identity.remoteParent();
        this.kind = kind;
        this.name = name;
        this.startMicros = startMicros;
    }

    /** Which span of which trace. */
    record Identity(long high, long low, long span, long parent, boolean remoteParent) {}

    /** Adds something that is known of it; an empty text says nothing. */
    public Span with(String key, String value) {
        if (!value.isEmpty()) {
            attributes.add(key);
            attributes.add(value);
        }
        return this;
    }

    public Span with(String key, long value) {
        attributes.add(key);
        attributes.add(value);
        return this;
    }

    /** @param attributes names and texts in turn */
    public void event(String what, long micros, String... attributes) {
        if (events.size() < EVENTS_MAX) {
            events.add(new Event(what, micros, List.of((Object[]) attributes)));
        } else {
            eventsLeftOut++;
        }
    }

    public void name(String other) {
        name = other;
    }

    /** It failed. */
    public void error(String type) {
        error = type;
        with("error.type", type);
    }

    boolean isOver() {
        return endMicros != 0;
    }

    /** Only the first call counts. */
    public void end(long micros) {
        if (!isOver()) {
            endMicros = Math.max(micros, startMicros);
        }
    }
}
