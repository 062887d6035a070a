package io.sallyport.policy.api;

import io.sallyport.kit.api.Answers;
import io.sallyport.policy.engine.report.ReportTally;
import io.sallyport.policy.publish.PolicyRollout;
import io.sallyport.policy.publish.RunningPolicy;
import io.sallyport.policy.records.RecordQuery;
import io.sallyport.policy.records.RecordSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** {@code GET /v1/policies/report}: what rules in report mode would have done, by the records of all log-collectors. */
public final class ReportCalls {
    private static final String SINCE = "24h";

    private final Vertx vertx;
    private final Clock clock;
    private final PolicyRollout rollout;
    private final RecordSource records;
    private boolean busy;

    public ReportCalls(Vertx vertx, Clock clock, PolicyRollout rollout, RecordSource records) {
        this.vertx = vertx;
        this.clock = clock;
        this.rollout = rollout;
        this.records = records;
    }

    public void mount(Router router) {
        router.get("/v1/policies/report").handler(this::report);
    }

    private void report(RoutingContext context) {
        Instant since;
        Instant until;
        try {
            since = moment(context.request(), "since", SINCE);
            until = moment(context.request(), "until", "0s");
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, e.getMessage());
            return;
        }
        if (busy) {
            Answers.problem(context, 503, "a report is being made, try again when it is done");
            return;
        }
        busy = true;
        boolean[] gone = new boolean[1];
        context.response().closeHandler(closed -> gone[0] = true);
        report(since, until, gone)
                .onComplete(done -> busy = false)
                .onSuccess(answer -> Answers.json(context, 200, answer))
                .onFailure(context::fail);
    }

    private Future<ReportAnswer> report(Instant since, Instant until, boolean[] gone) {
        ReportTally tally = new ReportTally(rollout.running()
                .map(RunningPolicy::snapshot)
                .map(snapshot -> snapshot.document().rules())
                .orElse(List.of()));
        RecordQuery query = new RecordQuery(MomentText.micros(since), MomentText.micros(until), 0, true);
        return records.read(
                        query,
                        (page, lookedAt, total) -> vertx.executeBlocking(() -> {
                            page.forEach(tally::add);
                            return null;
                        }),
                        () -> gone[0])
                .map(coverage -> new ReportAnswer(since, tally.records(), tally.reports(), coverage));
    }

    private Instant moment(HttpServerRequest request, String key, String otherwise) {
        String text = request.getParam(key);
        return MomentText.parse(key, text == null ? otherwise : text, clock.instant());
    }
}
