package io.sallyport.router.canary;

import io.sallyport.contract.canary.CanaryFigures;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.routing.canary.progress.CanaryCommand;
import io.sallyport.routing.canary.progress.CanaryEngine;
import io.sallyport.routing.canary.progress.CanaryPlan;
import io.sallyport.routing.canary.progress.Commanded;
import io.sallyport.routing.canary.progress.Commands;
import io.sallyport.routing.canary.progress.Seen;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask and want. Any instance carries it out: the store takes only the change of who has read the newest
 * state, so nobody's change is lost. Runs on one context.
 */
public final class CanaryOrders {
    private final CanaryLedger ledger;
    private final FiguresDesk figures;
    private final Supplier<@Nullable RouteSnapshot> inForce;
    private final BooleanSupplier leads;
    private final Clock clock;

    /** @param leads whether the engine's turns are this instance's, so that it may act while the store is away */
    public CanaryOrders(
            CanaryLedger ledger,
            FiguresDesk figures,
            Supplier<@Nullable RouteSnapshot> inForce,
            BooleanSupplier leads,
            Clock clock) {
        this.ledger = ledger;
        this.figures = figures;
        this.inForce = inForce;
        this.leads = leads;
        this.clock = clock;
    }

    /**
     * One wish.
     *
     * @param note     why, for the record
     * @param revision the state's revision that the caller has seen; empty when it does not matter
     */
    public record Order(String route, CanaryCommand command, String note, OptionalLong revision) {}

    /** Every canary of the routes in force, with its present figures. */
    public Future<List<CanaryView>> list() {
        return views(Plans.of(inForce.get()));
    }

    /** One of them; fails with {@link NoCanaryException} when the route has none. */
    public Future<CanaryView> find(String route) {
        return plan(route)
                .compose(plan -> views(Map.of(route, plan)))
                .compose(found -> found.isEmpty()
                        ? Future.failedFuture(new NoCanaryException("the canary of this route has not begun yet"))
                        : Future.succeededFuture(found.get(0)));
    }

    private Future<CanaryPlan> plan(String route) {
        CanaryPlan plan = Plans.of(inForce.get()).get(route);
        return plan == null
                ? Future.failedFuture(new NoCanaryException("no route of this name has a canary"))
                : Future.succeededFuture(plan);
    }

    private Future<List<CanaryView>> views(Map<String, CanaryPlan> plans) {
        List<CanaryState> states = ledger.latest().canaries().stream()
                .filter(state -> plans.containsKey(state.route()))
                .toList();
        return figures.ask(states).map(seen -> {
            Instant now = clock.instant();
            List<CanaryView> views = new ArrayList<>();
            for (CanaryPlan plan : plans.values()) {
                CanaryState state = Plans.find(states, plan.route());
                if (state != null) {
                    Seen none = new Seen(CanaryFigures.none(plan.route()), false);
                    views.add(CanaryView.of(plan, state, seen.getOrDefault(plan.route(), none), now));
                }
            }
            return views;
        });
    }

    /**
     * Carries an order out; completes when it lies in the store and the edges have been told. Fails with {@link
     * NoCanaryException}, {@link RefusedException} or, when the state has changed since the caller looked, {@link
     * OutdatedException}.
     */
    public Future<CanaryReport> carryOut(Order order) {
        return plan(order.route())
                .compose(plan -> ledger.update(states -> changed(plan, states, order), leads.getAsBoolean()));
    }

    private List<CanaryState> changed(CanaryPlan plan, List<CanaryState> states, Order order) {
        Instant now = clock.instant();
        CanaryState found = Plans.find(states, plan.route());
        CanaryState state = CanaryEngine.reconcile(plan, found, now);
        if (order.revision().isPresent() && order.revision().getAsLong() != state.revision()) {
            throw new OutdatedException("found revision " + state.revision() + ", not "
                    + order.revision().getAsLong() + ": the canary has changed since");
        }
        Commanded result = Commands.apply(plan, state, order.command(), order.note(), now);
        if (result instanceof Commanded.Refused refused) {
            throw new RefusedException(refused.reason());
        }
        List<CanaryState> next = new ArrayList<>(states);
        next.removeIf(other -> other.route().equals(plan.route()));
        next.add(((Commanded.Done) result).state());
        return next;
    }

    /** There is nothing of that name. */
    public static final class NoCanaryException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoCanaryException(String message) {
            super(message);
        }
    }

    /** It cannot be done where the canary stands. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** The caller has looked at an older state. */
    public static final class OutdatedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutdatedException(String message) {
            super(message);
        }
    }
}
