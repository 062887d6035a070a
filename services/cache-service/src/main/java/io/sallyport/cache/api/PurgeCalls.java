package io.sallyport.cache.api;

import io.sallyport.cache.purge.PurgeTimings;
import io.sallyport.cache.purge.Purges;
import io.sallyport.cache.purge.RecentPurges;
import io.sallyport.cache.purge.TooManyPurgesException;
import io.sallyport.contract.cache.PurgeReport;
import io.sallyport.contract.cache.PurgeWish;
import io.sallyport.kit.api.Answers;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;

/**
 * {@code POST /v1/cache/purge}: 200 when every edge and every cache-service has carried it out, 202 when some have not
 * answered yet or the store is not to be had. {@code GET /v1/cache/purges}: the last ones, and who has carried them out.
 */
public final class PurgeCalls {
    private final Purges purges;

    public PurgeCalls(Purges purges) {
        this.purges = purges;
    }

    /**
     * What {@code GET /v1/cache/purges} answers.
     *
     * @param number of the log, as far as this instance has seen it
     * @param purges the newest first
     */
    public record Listed(long number, List<RecentPurges.Recent> purges) {
        public Listed {
            purges = List.copyOf(purges);
        }
    }

    public void mount(Router router) {
        router.post("/v1/cache/purge").handler(this::purge);
        router.get("/v1/cache/purges")
                .handler(context -> Answers.json(context, 200, new Listed(purges.number(), purges.recent())));
    }

    private void purge(RoutingContext context) {
        PurgeWish wish;
        try {
            wish = PurgeBody.parse(context.body().buffer(), UUID.randomUUID(), PurgeTimings.DEFAULT.patience());
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, e.getMessage());
            return;
        }
        purges.issue(wish).onSuccess(report -> answer(context, report)).onFailure(failure -> fail(context, failure));
    }

    private static void answer(RoutingContext context, PurgeReport report) {
        Answers.json(context, report.isComplete() ? 200 : 202, report);
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof TooManyPurgesException) {
            Answers.problem(context, 503, failure.getMessage());
        } else {
            context.fail(failure);
        }
    }
}
