package io.sallyport.policy.api;

import io.sallyport.contract.cache.EntriesQuestion;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.http.RequestFacts;
import io.sallyport.kit.api.Answers;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.inquiry.EntriesInquiry;
import io.sallyport.policy.engine.Explanation;
import io.sallyport.policy.engine.Unlocks;
import io.sallyport.policy.publish.Editions;
import io.sallyport.policy.publish.PolicyEdits;
import io.sallyport.policy.publish.PolicyRollout;
import io.sallyport.policy.publish.RunningPolicy;
import io.sallyport.policy.revision.MaskedText;
import io.sallyport.policy.revision.Revision;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /v1/policies} and {@code GET /v1/explain}, answered from the snapshot that the suite runs. */
public final class PolicyApi {
    private final PolicyRollout rollout;
    private final Editions editions;
    private final PolicyEdits edits;
    private final ExplainQuery query;
    private final EntriesInquiry caches;
    private final InstantSource clock;
    private final Supplier<Unlocks> unlocks;

    public PolicyApi(
            PolicyRollout rollout,
            Editions editions,
            PolicyEdits edits,
            List<ListenerConfig> listeners,
            EntriesInquiry caches,
            InstantSource clock,
            Supplier<Unlocks> unlocks) {
        this.rollout = rollout;
        this.editions = editions;
        this.edits = edits;
        this.clock = clock;
        this.unlocks = unlocks;
        this.caches = caches;
        this.query = new ExplainQuery(listeners);
    }

    public void mount(Router router) {
        router.get("/v1/policies").handler(this::policies);
        router.get("/v1/explain").handler(this::explain);
    }

    private void policies(RoutingContext context) {
        running(context)
                .ifPresent(running -> editions.current().onSuccess(index -> {
                    Future<Optional<String>> text = index.head().isPresent()
                            ? edits.text(index.head().get()).otherwise(Optional.empty())
                            : Future.succeededFuture(Optional.empty());
                    text.onSuccess(found -> policies(context, running, index.head(), found));
                }));
    }

    private void policies(
            RoutingContext context, RunningPolicy running, Optional<Revision> revision, Optional<String> text) {
        revision.ifPresent(each -> context.response().putHeader("ETag", '"' + each.tag() + '"'));
        Optional<String> masked = text.map(MaskedText::of);
        if ("yaml".equals(context.request().getParam("format"))) {
            masked.ifPresentOrElse(
                    shown -> Answers.text(context, 200, "application/yaml", shown),
                    () -> Answers.problem(context, 503, "the text in force cannot be read from the store"));
            return;
        }
        PoliciesAnswer answer =
                PoliciesAnswer.of(running.snapshot(), editions.refusal(), rollout.leads(), clock.instant());
        JsonObject body = new JsonObject(MaskedText.of(JsonCodec.bytes(answer).toString()))
                .put("revision", revision.map(EditAnswers::revision).orElse(null))
                .put("text", masked.orElse(null))
                .put("masked", !masked.equals(text))
                .put("fileDiffers", text.isPresent() && !text.get().equals(editions.fileText()));
        Answers.json(context, 200, body);
    }

    private void explain(RoutingContext context) {
        running(context).ifPresent(running -> explain(context, running));
    }

    private void explain(RoutingContext context, RunningPolicy running) {
        try {
            RequestFacts facts = query.read(
                    context.request().getParam("url"),
                    context.request().getParam("method"),
                    context.request().getParam("client"),
                    context.request().getParam("listener"));
            Explanation explanation = running.table()
                    .with(unlocks.get())
                    .explain(facts, ExplainCaller.of(context.request(), facts, clock.instant()));
            ExplainAnswer answer = ExplainAnswer.of(facts, running.snapshot().generation(), explanation);
            withCache(facts, context.request().getParam("url"), answer)
                    .onSuccess(whole -> Answers.json(context, 200, whole))
                    .onFailure(context::fail);
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, e.getMessage());
        }
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
