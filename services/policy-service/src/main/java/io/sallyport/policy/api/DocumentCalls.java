package io.sallyport.policy.api;

import io.sallyport.kit.api.Answers;
import io.sallyport.kit.bus.JsonCodec;
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
import java.util.Optional;

/** {@code GET /v1/policies}: what is in force, and the text as it was written. Passwords are never shown. */
public final class DocumentCalls {
    private final PolicyRollout rollout;
    private final Editions editions;
    private final PolicyEdits edits;
    private final InstantSource clock;

    public DocumentCalls(PolicyRollout rollout, Editions editions, PolicyEdits edits, InstantSource clock) {
        this.clock = clock;
        this.rollout = rollout;
        this.editions = editions;
        this.edits = edits;
    }

    public void mount(Router router) {
        router.get("/v1/policies").handler(this::policies);
    }

    private void policies(RoutingContext context) {
        Optional<RunningPolicy> current = rollout.running();
        if (current.isEmpty()) {
            Answers.problem(context, 503, "no policy has been published yet");
        }
        current.ifPresent(running -> editions.current()
                .onSuccess(index -> {
                    Future<Optional<String>> text = index.head().isPresent()
                            ? edits.text(index.head().get()).otherwise(Optional.empty())
                            : Future.succeededFuture(Optional.empty());
                    text.onSuccess(found -> policies(context, running, index.head(), found))
                            .onFailure(context::fail);
                })
                .onFailure(context::fail));
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
}
