package io.sallyport.edge.answer;

import io.vertx.core.buffer.Buffer;

/** Listens in on a body that passes. Exactly one of {@link #complete} and {@link #cut} ends it. */
public interface BodyTap {
    /** Hears nothing. */
    BodyTap DEAF = new BodyTap() {};

    /** A piece of the body; not to be kept without a copy. */
    default void chunk(Buffer piece) {}

    /** All of the body has passed. */
    default void complete() {}

    /** The body ended before its end. */
    default void cut() {}
}
