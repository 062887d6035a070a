package io.sallyport.logs.source;

import io.sallyport.logs.query.Place;
import io.sallyport.logs.query.RowPage;
import io.vertx.core.Future;
import java.util.Optional;

/** The records of one collector that a question wants, a page at a time. */
interface RowSource {
    /** Instance id of the collector. */
    String collector();

    /** Whether an answer can do without it. */
    boolean isPeer();

    /** The page behind a place. One at a time. */
    Future<Answer> page(Optional<Place> after, int limit);

    /** Nobody waits any more. */
    void stop();

    /** A page, and what else there is. */
    record Answer(RowPage page, Frame frame) {}
}
