package io.sallyport.policy.unlock;

import io.sallyport.contract.policy.Unlock;
import io.sallyport.kit.api.Answers;
import io.sallyport.kit.store.StoreUnavailableException;
import io.sallyport.policy.publish.PolicyRollout;
import io.sallyport.policy.publish.RunningPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code /v1/unlocks}: blocks that are lifted for a while. Any instance takes any call; a change is answered when it lies in
 * the store and edges have been told.
 */
public final class UnlockCalls {
    private static final int ID_LENGTH = 8;

    private final PolicyRollout rollout;
    private final UnlockLedger ledger;
    private final Clock clock;

    public UnlockCalls(PolicyRollout rollout, UnlockLedger ledger, Clock clock) {
        this.rollout = rollout;
        this.ledger = ledger;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/unlocks").handler(this::list);
        router.post("/v1/unlocks").handler(this::add);
        router.delete("/v1/unlocks/:id").handler(context -> remove(context, context.pathParam("id")));
    }

    private void list(RoutingContext context) {
        List<UnlockAnswer> all = ledger.inForce().stream().map(this::answer).toList();
        Answers.tagged(context, Map.of("unlocks", all));
    }

    private UnlockAnswer answer(Unlock unlock) {
        return UnlockAnswer.of(unlock, ledger.notOn(unlock));
    }

    private void add(RoutingContext context) {
        Optional<RunningPolicy> running = rollout.running();
        if (running.isEmpty()) {
            Answers.problem(context, 503, "no policy has been published yet");
            return;
        }
        try {
            String id = UUID.randomUUID().toString().substring(0, ID_LENGTH);
            Unlock unlock = UnlockWish.read(
                    context.body().buffer(),
                    id,
                    clock.millis(),
                    running.get().snapshot().document());
            ledger.add(unlock)
                    .onSuccess(made -> Answers.json(context, 201, answer(made)))
                    .onFailure(failure -> fail(context, failure));
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, String.valueOf(e.getMessage()));
        }
    }

    private void remove(RoutingContext context, String id) {
        ledger.remove(id)
                .onSuccess(gone -> gone.ifPresentOrElse(
                        unlock -> Answers.json(context, 200, answer(unlock)),
                        () -> Answers.problem(context, 404, "there is no unlock of that id; it may have ended")))
                .onFailure(failure -> fail(context, failure));
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof UnlockLedger.FullException) {
            Answers.problem(context, 409, failure.getMessage());
        } else if (failure instanceof StoreUnavailableException) {
            Answers.problem(context, 503, "the store is away; nothing was changed");
        } else {
            context.fail(failure);
        }
    }
}
