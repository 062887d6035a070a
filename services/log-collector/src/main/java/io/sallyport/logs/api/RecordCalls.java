package io.sallyport.logs.api;

import io.sallyport.kit.api.Answers;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveFigures;
import io.sallyport.logs.intake.Intake;
import io.sallyport.logs.query.ParsedQuery;
import io.sallyport.logs.query.QueryReader;
import io.sallyport.logs.query.RecordPage;
import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.query.RecordScan;
import io.sallyport.logs.query.StatsQuery;
import io.sallyport.logs.query.StatsRow;
import io.sallyport.logs.query.StatsScan;
import io.sallyport.logs.record.Field;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code /v1/logs} and {@code /v1/logs/stats}: what the records of this collector say. */
final class RecordCalls {
    private final Archive archive;
    private final Intake intake;
    private final Clock clock;
    private final QueryGate gate;

    RecordCalls(Archive archive, Intake intake, Clock clock, QueryGate gate) {
        this.archive = archive;
        this.intake = intake;
        this.clock = clock;
        this.gate = gate;
    }

    void mount(Router router) {
        router.route("/v1/logs").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::records);
        router.route("/v1/logs/stats")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::stats);
    }

    private void records(RoutingContext context) {
        String format =
                context.queryParams().contains("format") ? context.queryParams().get("format") : "json";
        if (!format.equals("json") && !format.equals("ndjson")) {
            Answers.problem(context, 400, "format: found \"" + format + "\", allowed: json, ndjson");
            return;
        }
        ParsedQuery<RecordQuery> parsed = QueryReader.records(context.queryParams(), clock.instant());
        if (parsed instanceof ParsedQuery.Accepted<RecordQuery> accepted) {
            boolean lines = format.equals("ndjson");
            answer(context, lines ? "application/x-ndjson" : "application/json", () -> page(accepted.query(), lines));
        } else {
            refuse(context, parsed);
        }
    }

    private Buffer page(RecordQuery query, boolean lines) {
        RecordPage page = RecordScan.run(archive, query);
        return lines ? RecordJson.lines(page) : RecordJson.object(page, frame());
    }

    private RecordJson.Frame frame() {
        ArchiveFigures figures = archive.figures();
        return new RecordJson.Frame(
                intake.dropped(),
                figures.records(),
                figures.records() == 0 ? null : RecordJson.instant(figures.oldestMicros()));
    }

    private void stats(RoutingContext context) {
        ParsedQuery<StatsQuery> parsed = QueryReader.stats(context.queryParams(), clock.instant());
        if (parsed instanceof ParsedQuery.Accepted<StatsQuery> accepted) {
            answer(context, "application/json", () -> figures(accepted.query()));
        } else {
            refuse(context, parsed);
        }
    }

    private Buffer figures(StatsQuery query) {
        JsonArray groups = new JsonArray();
        for (StatsRow row : StatsScan.run(archive, query)) {
            groups.add(group(query.by(), row));
        }
        return new JsonObject()
                .put("groups", groups)
                .put("kept", archive.figures().records())
                .toBuffer();
    }

    private static JsonObject group(List<Field> by, StatsRow row) {
        JsonObject names = new JsonObject();
        for (int i = 0; i < by.size(); i++) {
            names.put(by.get(i).label(), row.group().get(i));
        }
        return new JsonObject()
                .put("by", names)
                .put("count", row.count())
                .put("errors", row.errors())
                .put("errorShare", row.errorShare())
                .put("bytesIn", row.bytesIn())
                .put("bytesOut", row.bytesOut())
                .put("p50Micros", row.p50Micros())
                .put("p90Micros", row.p90Micros())
                .put("p99Micros", row.p99Micros());
    }

    private void answer(RoutingContext context, String type, Callable<Buffer> query) {
        gate.run(query)
                .onSuccess(body -> context.response()
                        .putHeader("Content-Type", type)
                        .putHeader("Cache-Control", "no-store")
                        .end(body)
                        .onFailure(gone -> {
                            // the client went away: nobody is left to tell
                        }))
                .onFailure(cause -> {
                    if (cause instanceof QueryGate.BusyException) {
                        Answers.problem(context, 503, cause.getMessage());
                    } else {
                        context.fail(cause);
                    }
                });
    }

    private static <Q> void refuse(RoutingContext context, ParsedQuery<Q> parsed) {
        ParsedQuery.Refused<Q> refused = (ParsedQuery.Refused<Q>) parsed;
        Answers.problem(context, 400, refused.parameter() + ": " + refused.detail());
    }
}
