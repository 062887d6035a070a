package io.sallyport.edge.reuse;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.answer.BodyTap;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.fill.Fill;
import io.sallyport.edge.fill.FillSource;
import io.vertx.core.buffer.Buffer;

/** Takes a body that goes out at once, because it is empty or our own, into a fill as well. */
record FillTap(Fill fill, SharedTier.Fill onward) implements BodyTap, FillSource {
    @Override
    public void chunk(Buffer piece) {
        onward.add(piece);
        fill.add(piece);
    }

    @Override
    public void complete() {
        fill.end();
    }

    @Override
    public void cut() {
        fill.cut(Outcome.CLIENT_GONE);
    }

    @Override
    public void resume() {
        // all of it is there at once
    }

    @Override
    public void stop() {
        // all of it is there at once
    }

    @Override
    public void readersChanged() {
        // all of it is there at once
    }
}
