package io.sallyport.logs.tail;

import io.sallyport.logs.filter.Filter;
import io.sallyport.logs.query.Format;
import io.sallyport.logs.query.Order;
import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.query.Selection;
import io.sallyport.logs.query.TailQuery;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.source.Asker;
import io.sallyport.logs.source.Suite;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/** Lets callers follow the records of all collectors. One thread asks all filters and writes all lines. */
public final class Tails {
    private final Vertx vertx;
    private final Suite suite;
    private final TailHub hub;
    private final WorkerExecutor writer;

    public Tails(Vertx vertx, Suite suite, TailHub hub) {
        this.vertx = vertx;
        this.suite = suite;
        this.hub = hub;
        this.writer = vertx.createSharedWorkerExecutor("logs-tail", 1);
    }

    /** Begins to answer, unless there are too many readers. On the call's context. */
    public boolean begin(HttpServerResponse response, TailQuery query, Asker asker) {
        TailReader reader = new TailReader(vertx, response, writer, hub, query, asker.local());
        if (!reader.begin()) {
            return false;
        }
        if (!asker.local()) {
            new PeerTails(vertx, suite, asker, reader);
        }
        if (query.last() > 0) {
            reader.follow(suite.rows(before(query.filter(), query.last()), asker), query.last());
        } else {
            reader.follow();
        }
        return true;
    }

    private static RecordQuery before(Filter filter, int last) {
        Selection selection = new Selection(filter, Long.MIN_VALUE, Long.MAX_VALUE);
        return new RecordQuery(selection, Order.DESC, last, Optional.empty(), List.of(Field.values()), Format.JSON);
    }

    public void close() {
        writer.close();
    }
}
