package io.sallyport.policy.api;

import io.sallyport.kit.api.Answers;
import io.sallyport.kit.store.StoreUnavailableException;
import io.sallyport.policy.publish.Editions;
import io.sallyport.policy.publish.PolicyEdits;
import io.sallyport.policy.revision.MaskedText;
import io.sallyport.policy.revision.Revision;
import io.sallyport.policy.revision.RevisionIndex;
import io.sallyport.policy.revision.TextDiff;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/revisions}, {@code /v1/revisions/{n}} and {@code /v1/revisions/{n}/diff}. Passwords are never shown. */
public final class RevisionCalls {
    private static final String FILE = "file";

    private final Vertx vertx;
    private final Editions editions;
    private final PolicyEdits edits;

    public RevisionCalls(Vertx vertx, Editions editions, PolicyEdits edits) {
        this.vertx = vertx;
        this.editions = editions;
        this.edits = edits;
    }

    public void mount(Router router) {
        router.get("/v1/revisions").handler(this::list);
        router.get("/v1/revisions/:number").handler(this::one);
        router.get("/v1/revisions/:number/diff").handler(this::diff);
    }

    private void list(RoutingContext context) {
        editions.current()
                .onSuccess(index -> {
                    JsonArray revisions = new JsonArray();
                    List<Revision> all = index.revisions();
                    for (int i = all.size() - 1; i >= 0; i--) {
                        revisions.add(EditAnswers.revision(all.get(i)));
                    }
                    JsonObject body = new JsonObject()
                            .put("inForce", index.head().map(Revision::number).orElse(0L))
                            .put("revisions", revisions);
                    Answers.json(context, 200, body);
                })
                .onFailure(context::fail);
    }

    private void one(RoutingContext context) {
        editions.current()
                .map(index -> revision(index, number("revision", context.pathParam("number"))))
                .compose(revision -> edits.text(revision).map(text -> shown(context, revision, text)))
                .onSuccess(body -> Answers.json(context, 200, body))
                .onFailure(cause -> refuse(context, cause));
    }

    private static JsonObject shown(RoutingContext context, Revision revision, Optional<String> text) {
        context.response().putHeader("ETag", '"' + revision.tag() + '"');
        Optional<String> masked = text.map(MaskedText::of);
        return EditAnswers.revision(revision)
                .put("document", masked.orElse(null))
                .put("masked", !masked.equals(text));
    }

    /** From {@code with}, or the one before, to this one. */
    private void diff(RoutingContext context) {
        editions.current()
                .compose(index -> diff(
                        index,
                        number("revision", context.pathParam("number")),
                        context.request().getParam("with")))
                .onSuccess(body -> Answers.json(context, 200, body))
                .onFailure(cause -> refuse(context, cause));
    }

    private Future<JsonObject> diff(RevisionIndex index, long number, String with) {
        Revision revision = revision(index, number);
        Future<String> before = FILE.equals(with)
                ? Future.succeededFuture(editions.fileText())
                : textOf(with == null ? index.find(number - 1) : Optional.of(revision(index, number("with", with))));
        return Future.all(before, textOf(Optional.of(revision)))
                .compose(both -> vertx.executeBlocking(() -> TextDiff.of(both.resultAt(0), both.resultAt(1))))
                .map(lines -> {
                    JsonArray shown = new JsonArray();
                    lines.forEach(line -> shown.add(MaskedText.of(line)));
                    return new JsonObject().put("lines", shown);
                });
    }

    private Future<String> textOf(Optional<Revision> revision) {
        return revision.isEmpty()
                ? Future.succeededFuture("")
                : edits.text(revision.get())
                        .compose(text -> text.isPresent()
                                ? Future.succeededFuture(text.get())
                                : Future.failedFuture(new StoreUnavailableException(
                                        "the store has lost the text of revision "
                                                + revision.get().number(),
                                        null)));
    }

    private static Revision revision(RevisionIndex index, long number) {
        return index.find(number).orElseThrow(() -> new NoSuchRevisionException(number));
    }

    static long number(String key, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": found \"" + text + "\", allowed: the number of a revision", e);
        }
    }

    private static void refuse(RoutingContext context, Throwable cause) {
        if (cause instanceof IllegalArgumentException refusal) {
            Answers.problem(context, refusal instanceof NoSuchRevisionException ? 404 : 400, refusal.getMessage());
        } else {
            away(context, cause);
        }
    }

    /** The store is away, or it is a defect. */
    static void away(RoutingContext context, Throwable cause) {
        if (cause instanceof StoreUnavailableException) {
            Answers.problem(context, 503, cause.getMessage());
        } else {
            context.fail(cause);
        }
    }

    private static final class NoSuchRevisionException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        NoSuchRevisionException(long number) {
            super("revision " + number + " is not among those that are kept; see GET /v1/revisions");
        }
    }
}
