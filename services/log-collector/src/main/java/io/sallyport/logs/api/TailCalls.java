package io.sallyport.logs.api;

import io.sallyport.logs.query.ParsedQuery;
import io.sallyport.logs.query.QueryReader;
import io.sallyport.logs.query.TailQuery;
import io.sallyport.logs.source.Asker;
import io.sallyport.logs.tail.Tails;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/** {@code /v1/logs/tail}: records as they arrive. */
final class TailCalls {
    private final Tails tails;
    private final Clock clock;

    TailCalls(Tails tails, Clock clock) {
        this.tails = tails;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get("/v1/logs/tail").handler(this::tail);
    }

    private void tail(RoutingContext context) {
        ParsedQuery<TailQuery> parsed = QueryReader.tail(context.queryParams(), clock.instant());
        if (!(parsed instanceof ParsedQuery.Accepted<TailQuery> accepted)) {
            Refusals.wrong(context, parsed);
        } else if (!tails.begin(context.response(), accepted.query(), Asker.of(context))) {
            Refusals.busy(context, "as many readers as there may be follow already, try again");
        }
    }
}
