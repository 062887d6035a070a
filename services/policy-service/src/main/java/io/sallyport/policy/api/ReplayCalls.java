package io.sallyport.policy.api;

import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.kit.api.Answers;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.policy.compile.Compilation;
import io.sallyport.policy.compile.CompiledPolicy;
import io.sallyport.policy.compile.PolicyCompiler.Draft;
import io.sallyport.policy.engine.entry.ListenerLogins;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.policy.engine.replay.Replay;
import io.sallyport.policy.publish.Editions;
import io.sallyport.policy.publish.PolicyEdits;
import io.sallyport.policy.publish.PolicyRollout;
import io.sallyport.policy.publish.RunningPolicy;
import io.sallyport.policy.records.RecordSource;
import io.sallyport.policy.revision.Revision;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code POST /v1/policies/replay}: what a draft would have made of recent requests. One at a time, on a thread of its own; given
 * up when the caller goes.
 */
public final class ReplayCalls {
    private final Vertx vertx;
    private final InstantSource clock;
    private final PolicyRollout rollout;
    private final Editions editions;
    private final PolicyEdits edits;
    private final RecordSource records;
    private final List<ListenerConfig> listeners;
    private final WorkerExecutor worker;
    private boolean busy;

    /** What a replay needs of the service. */
    public record Parts(PolicyRollout rollout, Editions editions, PolicyEdits edits, RecordSource records) {}

    public ReplayCalls(Vertx vertx, InstantSource clock, Parts parts, List<ListenerConfig> listeners) {
        this.vertx = vertx;
        this.clock = clock;
        this.rollout = parts.rollout();
        this.editions = parts.editions();
        this.edits = parts.edits();
        this.records = parts.records();
        this.listeners = List.copyOf(listeners);
        this.worker = vertx.createSharedWorkerExecutor("policy-replay", 1);
    }

    public void mount(Router router) {
        router.post("/v1/policies/replay").handler(this::replay);
    }

    private void replay(RoutingContext context) {
        ReplayQuery query;
        String text;
        try {
            query = ReplayQuery.of(context.request(), clock.instant());
            text = EditCalls.text(context.body().buffer());
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, e.getMessage());
            return;
        }
        Optional<RunningPolicy> running = rollout.running();
        if (running.isEmpty() || busy) {
            Answers.problem(context, 503, busy ? "a replay is under way, try again when it is done" : "no policy yet");
            return;
        }
        busy = true;
        edits.draft(text)
                .compose(draft -> replay(context, query, draft, running.get()))
                .onComplete(done -> busy = false)
                .onFailure(cause -> fail(context, cause));
    }

    /** An answer that is cut off must look like one. */
    private static void fail(RoutingContext context, Throwable cause) {
        if (context.response().headWritten()) {
            context.response().reset();
        } else {
            context.fail(cause);
        }
    }

    private Future<Void> replay(RoutingContext context, ReplayQuery query, Draft draft, RunningPolicy running) {
        if (draft.compilation() instanceof Compilation.Refused refused) {
            EditAnswers.refused(context, refused.findings());
            return Future.succeededFuture();
        }
        CompiledPolicy tried = ((Compilation.Ready) draft.compilation()).policy();
        Replay replay = new Replay(
                policy(running.snapshot(), running.namesByDigest()),
                policy(tried.snapshot(0, clock.instant()), tried.namesByDigest()),
                new Replay.Terms(since(), ListenerLogins.of(listeners).size(), query.examples()));
        AtomicBoolean stopped = new AtomicBoolean();
        context.response().closeHandler(gone -> stopped.set(true));
        long timer = vertx.setTimer(query.patience().toMillis(), id -> stopped.set(true));
        RecordSource.Sink sink = (page, lookedAt, total) -> {
            if (query.streamed()) {
                progress(context, lookedAt, total);
            }
            return worker.executeBlocking(() -> {
                page.stream().takeWhile(record -> !stopped.get()).forEach(replay::add);
                return null;
            });
        };
        return records.read(query.records(), sink, stopped::get)
                .onComplete(done -> vertx.cancelTimer(timer))
                .map(coverage -> ReplayAnswer.of(running.snapshot().generation(), replay.report(), coverage))
                .map(answer -> {
                    answer(context, query, answer);
                    return null;
                });
    }

    private Replay.Policy policy(PolicySnapshot snapshot, Map<String, NameSet> byDigest) {
        Map<String, NameSet> byName = new HashMap<>();
        snapshot.lists()
                .forEach(
                        list -> byName.put(list.name(), list.absent() ? NameSet.MISSING : byDigest.get(list.digest())));
        return new Replay.Policy(ListenerLogins.before(snapshot.document(), listeners), byName);
    }

    /** First generation whose text is the one in force; lists may have changed since. */
    private long since() {
        String text = editions.index().head().map(Revision::text).orElse("");
        long since = Long.MAX_VALUE;
        for (int i = editions.index().revisions().size() - 1; i >= 0; i--) {
            Revision revision = editions.index().revisions().get(i);
            if (!revision.text().equals(text)) {
                break;
            }
            since = revision.generation() > 0 ? revision.generation() : since;
        }
        return since;
    }

    private static void progress(RoutingContext context, long lookedAt, long total) {
        if (!context.response().headWritten()) {
            context.response()
                    .setChunked(true)
                    .putHeader("Content-Type", "application/x-ndjson")
                    .putHeader("Cache-Control", "no-store");
        }
        line(
                context,
                new JsonObject()
                        .put(
                                "progress",
                                new JsonObject().put("lookedAt", lookedAt).put("total", total))
                        .toBuffer());
    }

    private static void answer(RoutingContext context, ReplayQuery query, ReplayAnswer answer) {
        if (query.streamed() && context.response().headWritten()) {
            line(context, JsonCodec.bytes(answer));
            context.response().end();
        } else {
            Answers.json(context, 200, answer);
        }
    }

    private static void line(RoutingContext context, Buffer line) {
        context.response().write(line.copy().appendByte((byte) '\n')).onFailure(gone -> {
            // the client went away, which its close handler has noted
        });
    }

    public Future<Void> close() {
        return worker.close();
    }
}
