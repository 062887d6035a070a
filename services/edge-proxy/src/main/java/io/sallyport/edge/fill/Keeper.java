package io.sallyport.edge.fill;

import io.vertx.core.buffer.Buffer;

/** What becomes of a {@link Fill}; called on its source's thread, one of the two ends once and last. */
public interface Keeper {
    /** The body will not be kept here: it has outgrown the largest object, or there is no room for it. */
    void givenUp();

    /**
     * All of it has come; called before readers learn of it.
     *
     * @param body {@code null} when it is not kept
     */
    void whole(Buffer body);

    /** It will not come whole. */
    void cut();
}
