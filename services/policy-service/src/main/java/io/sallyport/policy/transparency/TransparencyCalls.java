package io.sallyport.policy.transparency;

import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.kit.api.Answers;
import io.sallyport.policy.api.MomentText;
import io.sallyport.policy.records.Coverage;
import io.sallyport.policy.records.RecordQuery;
import io.sallyport.policy.records.RecordSource;
import io.sallyport.policy.transparency.TransparencyAnswer.PublishedRule;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /v1/transparency}: rules that somebody has ordered, and how many requests they have refused. */
public final class TransparencyCalls {
    private static final String SINCE = "30d";

    private final Vertx vertx;
    private final Clock clock;
    private final Supplier<Optional<PolicySnapshot>> running;
    private final RecordSource records;
    private final RuleDates dates;
    private boolean busy;

    public TransparencyCalls(
            Vertx vertx,
            Clock clock,
            Supplier<Optional<PolicySnapshot>> running,
            RecordSource records,
            RuleDates dates) {
        this.vertx = vertx;
        this.clock = clock;
        this.running = running;
        this.records = records;
        this.dates = dates;
    }

    public void mount(Router router) {
        router.get("/v1/transparency").handler(this::export);
    }

    private void export(RoutingContext context) {
        String format = parameter(context, "format", "json");
        Optional<PolicySnapshot> snapshot = running.get();
        if (!format.equals("json") && !format.equals("csv")) {
            Answers.problem(context, 400, "format: found \"" + format + "\", allowed: json, csv");
        } else if (snapshot.isEmpty()) {
            Answers.problem(context, 503, "no policy has been published yet");
        } else if (busy) {
            Answers.problem(context, 503, "an export is being made, try again when it is done");
        } else {
            export(context, snapshot.get(), format.equals("csv"));
        }
    }

    private void export(RoutingContext context, PolicySnapshot snapshot, boolean csv) {
        Instant since;
        try {
            since = MomentText.parse("since", parameter(context, "since", SINCE), clock.instant());
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, String.valueOf(e.getMessage()));
            return;
        }
        busy = true;
        boolean[] gone = new boolean[1];
        context.response().closeHandler(closed -> gone[0] = true);
        answer(snapshot, since, gone)
                .onComplete(done -> busy = false)
                .onSuccess(answer -> {
                    if (csv) {
                        Answers.text(context, 200, TransparencyCsv.TYPE, TransparencyCsv.of(answer));
                    } else {
                        Answers.json(context, 200, answer);
                    }
                })
                .onFailure(context::fail);
    }

    private Future<TransparencyAnswer> answer(PolicySnapshot snapshot, Instant since, boolean[] gone) {
        List<RuleDocument> rules = snapshot.document().rules().stream()
                .filter(PublishedRule::isPublished)
                .toList();
        BlockedCounts counts = new BlockedCounts(rules);
        RecordQuery query = new RecordQuery(MomentText.micros(since), Long.MAX_VALUE, 0, false);
        RecordSource.Sink sink = (page, lookedAt, total) -> vertx.executeBlocking(() -> {
            page.forEach(counts::add);
            return null;
        });
        return records.read(query, sink, () -> gone[0])
                .map(coverage -> answer(snapshot, since, rules, counts, coverage));
    }

    private TransparencyAnswer answer(
            PolicySnapshot snapshot, Instant since, List<RuleDocument> rules, BlockedCounts counts, Coverage coverage) {
        Instant now = clock.instant();
        return new TransparencyAnswer(
                now,
                snapshot.generation(),
                since,
                coverage,
                rules.stream()
                        .map(rule -> PublishedRule.of(rule, now, dates.of(rule.name()), counts.of(rule.name())))
                        .toList());
    }

    private static String parameter(RoutingContext context, String name, String otherwise) {
        String value = context.request().getParam(name);
        return value == null ? otherwise : value;
    }
}
