package io.sallyport.router.canary;

import io.sallyport.contract.canary.CanaryFigures;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.routing.canary.progress.CanaryEngine;
import io.sallyport.routing.canary.progress.CanaryPlan;
import io.sallyport.routing.canary.progress.Seen;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's turn: each second the instance that leads asks for figures and lets every canary go on, wait or go back.
 * Runs on one context.
 */
public final class CanaryDuty {
    private static final Logger LOG = LoggerFactory.getLogger(CanaryDuty.class);
    private static final long TURN_MILLIS = 1_000;
    private static final int TURNS_TO_REPEAT = 5;

    private final Vertx vertx;
    private final Clock clock;
    private final CanaryLedger ledger;
    private final FiguresDesk figures;
    private final Supplier<@Nullable RouteSnapshot> inForce;
    private final BooleanSupplier leads;
    private long timer = -1;
    private boolean busy;
    private int turns;

    /**
     * @param inForce the routes that edges decide by
     * @param leads   whether the duty is this instance's
     */
    public CanaryDuty(
            Vertx vertx,
            Clock clock,
            CanaryLedger ledger,
            FiguresDesk figures,
            Supplier<@Nullable RouteSnapshot> inForce,
            BooleanSupplier leads) {
        this.vertx = vertx;
        this.clock = clock;
        this.ledger = ledger;
        this.figures = figures;
        this.inForce = inForce;
        this.leads = leads;
    }

    /** Begins to take turns. */
    public void start() {
        timer = vertx.setPeriodic(TURN_MILLIS, id -> turn());
    }

    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }

    private void turn() {
        Map<String, CanaryPlan> plans = Plans.of(inForce.get());
        boolean idle = plans.isEmpty() && ledger.latest().canaries().isEmpty();
        if (busy || idle || inForce.get() == null || !leads.getAsBoolean()) {
            return;
        }
        busy = true;
        if (turns++ % TURNS_TO_REPEAT == 0) {
            ledger.repeat();
        }
        List<CanaryState> asked = ledger.latest().canaries();
        figures.ask(asked)
                .compose(seen -> ledger.update(states -> next(plans, states, asked, seen), true))
                .onComplete((report, failure) -> {
                    busy = false;
                    if (failure != null) {
                        LOG.warn("canaries keep their weights for now: {}", failure.getMessage());
                    }
                });
    }

    /** States of routes that have no canary any more go. */
    private List<CanaryState> next(
            Map<String, CanaryPlan> plans, List<CanaryState> states, List<CanaryState> asked, Map<String, Seen> seen) {
        Instant now = clock.instant();
        List<CanaryState> next = new ArrayList<>();
        for (CanaryPlan plan : plans.values()) {
            CanaryState before = Plans.find(states, plan.route());
            CanaryState state = CanaryEngine.reconcile(plan, before, now);
            Seen known = state.equals(Plans.find(asked, plan.route())) ? seen.get(plan.route()) : null;
            Seen figuresNow = known == null ? new Seen(CanaryFigures.none(plan.route()), false) : known;
            next.add(CanaryEngine.next(plan, state, figuresNow, now).state());
        }
        return next;
    }
}
