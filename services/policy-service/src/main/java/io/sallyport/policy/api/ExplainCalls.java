package io.sallyport.policy.api;

import io.sallyport.contract.cache.EntriesQuestion;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.http.RequestFacts;
import io.sallyport.kit.api.Answers;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.inquiry.EntriesInquiry;
import io.sallyport.policy.api.PastPolicies.Past;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.Explanation;
import io.sallyport.policy.engine.Unlocks;
import io.sallyport.policy.publish.PolicyRollout;
import io.sallyport.policy.publish.RunningPolicy;
import io.sallyport.policy.revision.Revision;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /v1/explain}, answered from the snapshot that the suite runs, or the policy that it ran at another time. */
public final class ExplainCalls {
    private final PolicyRollout rollout;
    private final PastPolicies past;
    private final ExplainQuery query;
    private final EntriesInquiry caches;
    private final InstantSource clock;
    private final Supplier<Unlocks> unlocks;
    private final ListedLine lines;

    public ExplainCalls(
            PolicyRollout rollout,
            PastPolicies past,
            List<ListenerConfig> listeners,
            EntriesInquiry caches,
            InstantSource clock,
            Supplier<Unlocks> unlocks,
            ListedLine lines) {
        this.rollout = rollout;
        this.past = past;
        this.clock = clock;
        this.unlocks = unlocks;
        this.lines = lines;
        this.caches = caches;
        this.query = new ExplainQuery(listeners);
    }

    public void mount(Router router) {
        router.get("/v1/explain").handler(this::explain);
    }

    private void explain(RoutingContext context) {
        running(context).ifPresent(running -> explain(context, running));
    }

    private void explain(RoutingContext context, RunningPolicy running) {
        try {
            HttpServerRequest request = context.request();
            RequestFacts facts = query.read(
                    request.getParam("url"),
                    request.getParam("method"),
                    request.getParam("client"),
                    request.getParam("listener"));
            Instant now = clock.instant();
            String at = request.getParam("at");
            Future<JsonObject> answer = at == null
                    ? now(request, facts, now, running).compose(explained -> withLine(explained, facts, running))
                    : then(request, facts, now, MomentText.parse("at", at, now), running);
            answer.onSuccess(whole -> Answers.json(context, 200, whole)).onFailure(context::fail);
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, e.getMessage());
        }
    }

    private static JsonObject json(ExplainAnswer answer) {
        return new JsonObject(JsonCodec.bytes(answer));
    }

    /** Only of the text that is in force: nobody keeps those before it. */
    private Future<JsonObject> withLine(ExplainAnswer answer, RequestFacts facts, RunningPolicy running) {
        return lines.find(
                        running,
                        answer.list(),
                        answer.listed(),
                        facts.authority().host())
                .map(found -> {
                    JsonObject body = json(answer);
                    found.ifPresent(line -> body.put("line", line.line()).put("lineText", line.text()));
                    return body;
                });
    }

    private Future<ExplainAnswer> now(
            HttpServerRequest request, RequestFacts facts, Instant now, RunningPolicy running) {
        Explanation explanation =
                running.table().with(unlocks.get()).explain(facts, ExplainCaller.of(request, facts, now));
        ExplainAnswer answer = ExplainAnswer.of(facts, running.snapshot().generation(), explanation);
        return withCache(facts, request.getParam("url"), answer);
    }

    /** What was decided at another time, and what is now. */
    private Future<JsonObject> then(
            HttpServerRequest request, RequestFacts facts, Instant now, Instant moment, RunningPolicy running) {
        CallerFacts caller = ExplainCaller.of(request, facts, moment);
        return Future.all(past.at(moment, running), now(request, facts, now, running))
                .map(both -> {
                    Past policy = both.resultAt(0);
                    ExplainAnswer today = both.resultAt(1);
                    long generation =
                            policy.revision().map(Revision::generation).orElse(0L);
                    ExplainAnswer then =
                            ExplainAnswer.of(facts, generation, policy.table().explain(facts, caller));
                    String difference = then.differenceTo(today);
                    return json(then)
                            .put("at", moment.toString())
                            .put(
                                    "revision",
                                    policy.revision().map(EditAnswers::revision).orElse(null))
                            .put("notes", new JsonArray(policy.notes()))
                            .put("differs", !difference.isEmpty())
                            .put("difference", difference)
                            .put("now", json(today));
                });
    }

    /** Of a GET alone: the cache has no part in a tunnel, nor in what is refused before it is asked. */
    private Future<ExplainAnswer> withCache(RequestFacts facts, String url, ExplainAnswer answer) {
        boolean asked = facts.method().equals("GET")
                && !facts.scheme().isEmpty()
                && answer.verdict().equals("allow");
        return asked
                ? caches.ask(new EntriesQuestion(url, List.of(), true))
                        .map(told -> answer.withCache(CacheSection.of(facts, told)))
                : Future.succeededFuture(answer);
    }

    private Optional<RunningPolicy> running(RoutingContext context) {
        Optional<RunningPolicy> running = rollout.running();
        if (running.isEmpty()) {
            Answers.problem(context, 503, "no policy has been published yet");
        }
        return running;
    }
}
