package io.sallyport.policy.api;

import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.kit.api.Answers;
import io.sallyport.policy.publish.PolicyEdits;
import io.sallyport.policy.publish.PolicyEdits.Author;
import io.sallyport.policy.publish.PolicyEdits.Result;
import io.sallyport.policy.revision.Revision.Source;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Orders: {@code PUT /v1/policies}, {@code POST /v1/policies/rules/{name}/promote} and {@code /demote}, {@code POST
 * /v1/revisions/{n}/restore}.
 */
public final class EditCalls {
    private static final int AUTHOR_MAX = 100;
    private static final int NOTE_MAX = 500;
    private static final String NOBODY = "the API";

    private final PolicyEdits edits;
    private final EditAnswers answers;

    /** @param memory whether revisions are gone when the suite is */
    public EditCalls(PolicyEdits edits, boolean memory) {
        this.edits = edits;
        this.answers = new EditAnswers(memory);
    }

    public void mount(Router router) {
        router.put("/v1/policies").handler(this::put);
        router.post("/v1/policies/rules/:name/promote").handler(context -> mode(context, Mode.ENFORCE));
        router.post("/v1/policies/rules/:name/demote").handler(context -> mode(context, Mode.REPORT));
        router.post("/v1/revisions/:number/restore").handler(this::restore);
    }

    private void put(RoutingContext context) {
        answer(context, () -> {
            String text = text(context.body().buffer());
            if ("true".equals(context.request().getParam("dryRun"))) {
                return edits.dryRun(text);
            }
            Optional<String> tag = tag(context.request());
            return tag.isEmpty()
                    ? Future.succeededFuture(
                            new Result.Impossible(
                                    428,
                                    "If-Match: found none, allowed: the ETag of GET /v1/policies, or * for whatever is in force"))
                    : edits.put(text, tag.get(), Source.API, author(context.request()));
        });
    }

    private void mode(RoutingContext context, Mode mode) {
        answer(
                context,
                () -> edits.mode(
                        context.pathParam("name"),
                        mode,
                        tag(context.request()).orElse("*"),
                        author(context.request())));
    }

    private void restore(RoutingContext context) {
        answer(
                context,
                () -> edits.restore(
                        RevisionCalls.number("revision", context.pathParam("number")),
                        tag(context.request()).orElse("*"),
                        author(context.request())));
    }

    /** What an order leads to. */
    private interface Order {
        Future<Result> carryOut();
    }

    private void answer(RoutingContext context, Order order) {
        try {
            order.carryOut()
                    .onSuccess(result -> answers.send(context, result))
                    .onFailure(cause -> RevisionCalls.away(context, cause));
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, e.getMessage());
        }
    }

    static String text(Buffer body) {
        if (body == null || body.length() == 0) {
            throw new IllegalArgumentException("body: found nothing, allowed: the whole text of policies.yaml");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("body: found bytes that are not UTF-8, allowed: UTF-8 text", e);
        }
    }

    private static Optional<String> tag(HttpServerRequest request) {
        String field = request.getHeader("If-Match");
        return Optional.ofNullable(field)
                .map(String::strip)
                .map(tag -> tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")
                        ? tag.substring(1, tag.length() - 1)
                        : tag);
    }

    private static Author author(HttpServerRequest request) {
        String author = bounded(request, "author", AUTHOR_MAX);
        return new Author(author.isBlank() ? NOBODY : author, bounded(request, "note", NOTE_MAX));
    }

    private static String bounded(HttpServerRequest request, String key, int max) {
        String value = request.getParam(key);
        if (value != null && (value.length() > max || value.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException(
                    key + ": found " + value.length() + " characters, allowed: at most " + max + ", on one line");
        }
        return value == null ? "" : value;
    }
}
