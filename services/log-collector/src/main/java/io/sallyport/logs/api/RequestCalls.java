package io.sallyport.logs.api;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.kit.api.Answers;
import io.sallyport.logs.filter.Filter;
import io.sallyport.logs.query.Format;
import io.sallyport.logs.query.Order;
import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.query.Selection;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.record.Row;
import io.sallyport.logs.servers.ServerAddress;
import io.sallyport.logs.source.Asker;
import io.sallyport.logs.source.MergedRows;
import io.sallyport.logs.source.PeerQuestion;
import io.sallyport.logs.source.Suite;
import io.sallyport.logs.write.JsonRows;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /v1/requests/{requestId}}: what became of a request, and which server of which version answered it. */
final class RequestCalls {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int RECORDS = 200;

    private final Suite suite;

    RequestCalls(Suite suite) {
        this.suite = suite;
    }

    void mount(Router router) {
        router.route("/v1/requests/:requestId")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::request);
    }

    private void request(RoutingContext context) {
        String id = context.pathParam("requestId");
        if (!ID.matcher(id).matches()) {
            Answers.problem(
                    context,
                    400,
                    "requestId: found \"" + id + "\", allowed: 1 to 64 letters, digits, dots, dashes and underscores");
            return;
        }
        Selection selection = new Selection(Filter.equal(Field.REQUEST_ID, id), Long.MIN_VALUE, Long.MAX_VALUE);
        RecordQuery query =
                new RecordQuery(selection, Order.ASC, RECORDS, Optional.empty(), List.of(Field.values()), Format.JSON);
        // Changes through the admin plane have request ids too, and other collectors hide them unless asked for kinds.
        PeerQuestion conditions =
                PeerQuestion.of(Map.of("requestId", id, "kind", "*").entrySet());
        MergedRows rows = suite.rows(query, Asker.of(context).asking(conditions));
        context.response().closeHandler(gone -> rows.stop());
        rows.next(RECORDS)
                .onSuccess(found -> answer(context, id, found, rows))
                .onFailure(cause -> Refusals.failed(context, cause));
    }

    private static void answer(RoutingContext context, String id, List<Row> found, MergedRows rows) {
        if (found.isEmpty()) {
            Answers.problem(
                    context,
                    404,
                    "no record of the request \"" + id
                            + "\": it has not ended, or its record has not arrived or is not kept" + " any more");
            return;
        }
        JsonArray records = new JsonArray();
        found.forEach(row -> records.add(new JsonObject(JsonRows.line(row))));
        JsonObject answered = found.stream()
                .map(Row::kept)
                .filter(RequestCalls::wasAnswered)
                .reduce((earlier, later) -> later)
                .map(RequestCalls::answered)
                .orElse(null);
        Answers.json(
                context,
                200,
                new JsonObject()
                        .put("requestId", id)
                        .put("answered", answered)
                        .put("records", records)
                        .put("coverage", rows.coverage().json()));
    }

    /** Whether the client's request got an answer from a server; copies are none of the client's. */
    private static boolean wasAnswered(KeptRecord kept) {
        AccessRecord access = kept.access();
        boolean tunnel =
                access.kind() == AccessRecord.Kind.TUNNEL && access.outcome().group() == Outcome.Group.SERVED;
        return !kept.isCopy() && !access.endpoint().isEmpty() && (access.headMicros() > 0 || tunnel);
    }

    private static JsonObject answered(KeptRecord kept) {
        AccessRecord access = kept.access();
        return new JsonObject()
                .put("server", server(access))
                .put("cluster", access.cluster())
                .put("endpoint", access.endpoint())
                .put("version", access.version())
                .put("edge", kept.edge())
                .put("at", JsonRows.instant(access.startedAtMicros()).toString())
                .put("status", access.status());
    }

    /** The id under which {@code /v1/servers} knows it; a server of the forward side has none. */
    private static String server(AccessRecord access) {
        return access.cluster().isEmpty() ? null : ServerAddress.id(access.cluster(), access.endpoint());
    }
}
