package io.sallyport.edge.answer;

import io.vertx.core.buffer.Buffer;

/**
 * Makes another body of the one that passes. Exactly one of {@link #end} and {@link #cut} ends it and frees what it
 * holds. Buffers that come in are not to be kept without a copy.
 */
public interface BodyTransform {
    /** What is to be sent for a piece; empty when nothing is ready yet. */
    Buffer piece(Buffer in);

    /** What is ready in a form that the client can use at once, when no more comes for now; empty for nothing. */
    Buffer flush();

    /** Whether the client is to get what there is whenever the origin pauses. */
    boolean isStreaming();

    /**
     * The rest, the last piece included.
     *
     * @param last {@code null} when everything has come already
     */
    Buffer end(Buffer last);

    /** The body ended before its end. */
    void cut();
}
