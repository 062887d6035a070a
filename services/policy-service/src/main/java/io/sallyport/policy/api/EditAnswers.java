package io.sallyport.policy.api;

import io.sallyport.config.Finding;
import io.sallyport.kit.api.Answers;
import io.sallyport.policy.publish.PolicyEdits.Result;
import io.sallyport.policy.revision.Revision;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells callers what became of their edits. */
public final class EditAnswers {
    private static final String LOST_AT_RESTART =
            "the store is memory: at the next start of the suite policies.yaml is in force again; write the text there too";

    private final boolean memory;

    /** @param memory whether revisions are gone when the suite is */
    public EditAnswers(boolean memory) {
        this.memory = memory;
    }

    public void send(RoutingContext context, Result result) {
        if (result instanceof Result.Done done) {
            done(context, done);
        } else if (result instanceof Result.Valid valid) {
            JsonObject body = new JsonObject()
                    .put("valid", true)
                    .put("changes", valid.changes())
                    .put("digest", valid.digest())
                    .put("warnings", new JsonArray(valid.warnings()));
            Answers.json(context, 200, body);
        } else if (result instanceof Result.Refused refused) {
            refused(context, refused.findings());
        } else if (result instanceof Result.Changed changed) {
            changed(context, changed.head());
        } else {
            Result.Impossible impossible = (Result.Impossible) result;
            Answers.problem(context, impossible.status(), impossible.why());
        }
    }

    private void done(RoutingContext context, Result.Done done) {
        List<String> warnings = new ArrayList<>(done.warnings());
        if (memory) {
            warnings.add(LOST_AT_RESTART);
        }
        if (!done.inForce()) {
            warnings.add(
                    "written, and not in force yet: see problem in GET /v1/policies, and sallyport policy history");
        }
        context.response().putHeader("ETag", '"' + done.revision().tag() + '"');
        JsonObject body = new JsonObject()
                .put("revision", revision(done.revision()))
                .put("inForce", done.inForce())
                .put("warnings", new JsonArray(warnings));
        Answers.json(context, done.inForce() ? 200 : 202, body);
    }

    static JsonObject revision(Revision revision) {
        return new JsonObject()
                .put("number", revision.number())
                .put("etag", revision.tag())
                .put("at", revision.at().toString())
                .put("source", revision.source().name().toLowerCase(Locale.ROOT))
                .put("author", revision.author())
                .put("note", revision.note())
                .put("generation", revision.generation())
                .put("text", revision.text())
                .put("digest", revision.digest());
    }

    static void refused(RoutingContext context, List<Finding> findings) {
        JsonArray list = new JsonArray();
        findings.forEach(each -> list.add(new JsonObject()
                .put("line", each.line())
                .put("column", each.column())
                .put("path", each.path())
                .put("found", each.found())
                .put("allowed", each.allowed())));
        String detail = findings.stream()
                .limit(10)
                .map(Finding::toString)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
        problem(context, 422, detail, new JsonObject().put("findings", list));
    }

    private static void changed(RoutingContext context, Optional<Revision> head) {
        String now = head.map(each -> "revision " + each.number() + " of " + each.at() + " by " + each.author())
                .orElse("another revision");
        String detail = now + " is in force now: get it, and make the change again";
        JsonObject more = new JsonObject();
        head.ifPresent(each -> more.put("revision", revision(each)));
        problem(context, 412, detail, more);
    }

    private static void problem(RoutingContext context, int status, String detail, JsonObject more) {
        String title = status == 412 ? "Precondition Failed" : "Unprocessable Content";
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", context.request().path())
                .mergeIn(more);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer())
                .onFailure(gone -> {
                    // the client went away: nobody is left to tell
                });
    }
}
