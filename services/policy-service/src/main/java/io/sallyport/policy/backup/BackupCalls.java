package io.sallyport.policy.backup;

import io.sallyport.kit.api.Answers;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.store.StoreUnavailableException;
import io.sallyport.policy.api.EditAnswers;
import io.sallyport.policy.publish.PolicyEdits;
import io.sallyport.policy.publish.PolicyEdits.Author;
import io.sallyport.policy.revision.RevisionBook;
import io.sallyport.policy.transparency.RuleDates;
import io.sallyport.policy.unlock.UnlockLedger;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * {@code GET /v1/backup} and {@code POST /v1/restore}. A backup holds texts as they were written, passwords in them included: it is given to
 * who may change things. Archives are packed and unpacked on workers.
 */
public final class BackupCalls {
    private static final String PATH = "/v1/backup";
    private static final String TYPE = "application/x-ndjson";

    private final Vertx vertx;
    private final Backup backup;
    private final Restore restore;
    private final EditAnswers refusals;

    /** @param dates of rules; not before the service runs */
    public BackupCalls(ServiceEnvironment environment, PolicyEdits edits, UnlockLedger unlocks, RuleDates dates) {
        RevisionBook book = new RevisionBook(environment.store());
        this.vertx = environment.vertx();
        this.backup = new Backup(environment.store(), book, environment.clock());
        this.restore = new Restore(environment, book, edits, unlocks, dates);
        this.refusals = new EditAnswers(environment.config().store().isMemory());
    }

    public void mount(Router router) {
        router.get(PATH).handler(this::get);
        router.post("/v1/restore").handler(this::post);
    }

    /** Another spelling of the path would not have been asked for its role. */
    private void get(RoutingContext context) {
        if (!context.request().path().equals(PATH)) {
            Answers.problem(context, 404, "nothing is served at this path");
            return;
        }
        backup.take()
                .compose(archive -> vertx.executeBlocking(() -> ArchiveForm.write(archive), false))
                .onSuccess(text -> {
                    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                    Answers.text(context, 200, TYPE, text);
                })
                .onFailure(failure -> fail(context, failure, "nothing can be read from it"));
    }

    private void post(RoutingContext context) {
        boolean dryRun = "true".equals(context.request().getParam("dryRun"));
        Buffer body = context.body().buffer();
        vertx.executeBlocking(() -> Contents.of(ArchiveForm.read(Packed.text(body))), false)
                .compose(contents -> dryRun
                        ? restore.plan(contents)
                        : restore.carryOut(contents, new Author("restore", "from a backup")))
                .onSuccess(outcome -> answer(context, outcome))
                .onFailure(failure -> fail(context, failure, "a restore may be repeated"));
    }

    private void answer(RoutingContext context, Restore.Outcome outcome) {
        Optional<RestoreReport> report = outcome.report();
        if (report.isPresent()) {
            Answers.json(context, 200, report.get());
        } else {
            refusals.send(context, outcome.refusal().orElseThrow());
        }
    }

    private static void fail(RoutingContext context, Throwable failure, String whenAway) {
        if (failure instanceof StoreUnavailableException) {
            Answers.problem(context, 503, "the store is away; " + whenAway);
        } else if (failure instanceof IllegalArgumentException) {
            Answers.problem(context, 400, String.valueOf(failure.getMessage()));
        } else {
            context.fail(failure);
        }
    }
}
