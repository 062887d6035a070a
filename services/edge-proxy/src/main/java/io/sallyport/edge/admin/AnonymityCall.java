package io.sallyport.edge.admin;

import io.sallyport.edge.selftest.AnonymityReport;
import io.sallyport.edge.selftest.Selftest;
import io.sallyport.kit.api.Answers;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/anonymity}: what the open web can learn of our clients. */
final class AnonymityCall {
    private static final String PATH = "/v1/anonymity";

    private final Selftest selftest;

    AnonymityCall(Selftest selftest) {
        this.selftest = selftest;
    }

    /** No HEAD: it would send all the probes and throw the report away. */
    void mount(Router router) {
        router.get(PATH).handler(this::run);
    }

    private void run(RoutingContext context) {
        Future<AnonymityReport> report = selftest.run();
        if (report == null) {
            context.response().putHeader("Retry-After", "2");
            Answers.problem(context, 429, "a run is under way or has just ended");
            return;
        }
        report.onSuccess(found -> Answers.json(context, 200, found)).onFailure(context::fail);
    }
}
