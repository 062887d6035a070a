package io.sallyport.edge.admin;

import io.sallyport.edge.fingerprint.Fingerprint;
import io.sallyport.edge.fingerprint.FingerprintReport;
import io.sallyport.kit.api.Answers;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/fingerprint}: what a stranger can learn of our servers. */
final class FingerprintCall {
    private static final String PATH = "/v1/fingerprint";

    private final Fingerprint fingerprint;

    FingerprintCall(Fingerprint fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** No HEAD: it would ask all the questions and throw the answers away. */
    void mount(Router router) {
        router.get(PATH).handler(this::run);
    }

    private void run(RoutingContext context) {
        Future<FingerprintReport> report = fingerprint.run();
        if (report == null) {
            context.response().putHeader("Retry-After", "2");
            Answers.problem(context, 429, "a run is under way or has just ended");
            return;
        }
        report.onSuccess(found -> Answers.json(context, 200, found)).onFailure(context::fail);
    }
}
