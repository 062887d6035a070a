package io.sallyport.cache.api;

import io.sallyport.cache.purge.PurgeReport;
import io.sallyport.cache.purge.Purges;
import io.sallyport.cache.purge.TooManyPurgesException;
import io.sallyport.contract.cache.PurgeCommand;
import io.sallyport.kit.api.Answers;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** {@code POST /v1/cache/purge}: 200 when every edge has done it, 202 when some have not answered yet. */
public final class PurgeCalls {
    private final Purges purges;

    public PurgeCalls(Purges purges) {
        this.purges = purges;
    }

    public void mount(Router router) {
        router.post("/v1/cache/purge").handler(this::purge);
    }

    private void purge(RoutingContext context) {
        PurgeCommand command;
        try {
            command = PurgeBody.parse(context.body().buffer(), UUID.randomUUID());
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, e.getMessage());
            return;
        }
        purges.issue(command).onSuccess(report -> answer(context, report)).onFailure(failure -> fail(context, failure));
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
