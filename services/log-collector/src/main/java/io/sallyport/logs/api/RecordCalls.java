package io.sallyport.logs.api;

import io.sallyport.logs.query.ParsedQuery;
import io.sallyport.logs.query.QueryReader;
import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.query.StatsQuery;
import io.sallyport.logs.scan.Stop;
import io.sallyport.logs.source.Asker;
import io.sallyport.logs.source.StatsJson;
import io.sallyport.logs.source.Suite;
import io.sallyport.logs.write.RowWriter;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/** {@code /v1/logs} and {@code /v1/logs/stats}: what the records of all collectors say. */
final class RecordCalls {
    private final Vertx vertx;
    private final Suite suite;
    private final WorkerExecutor writers;
    private final AnswerRoom room = new AnswerRoom();

    RecordCalls(Vertx vertx, Suite suite) {
        this.vertx = vertx;
        this.suite = suite;
        this.writers = vertx.createSharedWorkerExecutor("logs-write", 2);
    }

    void mount(Router router) {
        router.route("/v1/logs").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::records);
        router.route("/v1/logs/stats")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::stats);
    }

    void close() {
        writers.close();
    }

    private Instant now() {
        return suite.local().clock().instant();
    }

    private void records(RoutingContext context) {
        ParsedQuery<RecordQuery> parsed = QueryReader.records(context.queryParams(), now());
        if (!(parsed instanceof ParsedQuery.Accepted<RecordQuery> accepted)) {
            Refusals.wrong(context, parsed);
            return;
        }
        RecordQuery query = accepted.query();
        RowWriter writer = RowWriter.of(query);
        if (context.request().method() == HttpMethod.HEAD) {
            context.response().putHeader("Content-Type", writer.type()).end();
            return;
        }
        Asker asker = Asker.of(context);
        if (!room.enter(query.limit(), asker.local())) {
            Refusals.busy(
                    context, "as many long answers as there may be are under way, try again, or ask for less at once");
            return;
        }
        RecordAnswer answer = new RecordAnswer(vertx, context, suite.rows(query, asker), writer, writers);
        answer.send().onComplete(sent -> room.leave(query.limit(), asker.local()));
    }

    private void stats(RoutingContext context) {
        ParsedQuery<StatsQuery> parsed = QueryReader.stats(context.queryParams(), now());
        if (!(parsed instanceof ParsedQuery.Accepted<StatsQuery> accepted)) {
            Refusals.wrong(context, parsed);
            return;
        }
        Asker asker = Asker.of(context);
        Stop stop = new Stop();
        context.response().closeHandler(gone -> stop.stop(Stop.Reason.GONE));
        suite.figures(accepted.query(), asker, stop)
                .onSuccess(figures -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(StatsJson.answer(accepted.query(), figures, asker.local())
                                .toBuffer())
                        .onFailure(gone -> {
                            // the client went away: nobody is left to tell
                        }))
                .onFailure(cause -> Refusals.failed(context, cause));
    }
}
