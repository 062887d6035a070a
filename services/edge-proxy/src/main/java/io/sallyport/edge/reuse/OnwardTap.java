package io.sallyport.edge.reuse;

import io.sallyport.edge.answer.BodyTap;
import io.sallyport.edge.cache.SharedTier;
import io.vertx.core.buffer.Buffer;

/** Takes a body that is too large for the memory tier into the shared one as it passes. */
record OnwardTap(SharedTier.Fill onward) implements BodyTap {
    @Override
    public void chunk(Buffer piece) {
        onward.add(piece);
    }

    @Override
    public void complete() {
        onward.complete();
    }

    @Override
    public void cut() {
        onward.cut();
    }
}
