package io.sallyport.router.api;

import io.sallyport.kit.api.Answers;
import io.sallyport.kit.store.StoreUnavailableException;
import io.sallyport.router.canary.CanaryOrders;
import io.sallyport.router.canary.CanaryOrders.Order;
import io.sallyport.router.canary.CanaryView;
import io.sallyport.routing.canary.progress.CanaryCommand;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code /v1/canaries}: how far each canary has got, and what operators want of it. Any instance takes any call; a change
 * is answered when it lies in the store and edges have been told.
 */
public final class CanaryCalls {
    private static final Map<String, CanaryCommand> COMMANDS = new TreeMap<>(Map.of(
            "promote", new CanaryCommand.Promote(),
            "freeze", new CanaryCommand.Freeze(),
            "resume", new CanaryCommand.Resume(),
            "rollback", new CanaryCommand.RollBack(),
            "restart", new CanaryCommand.Restart()));

    private final CanaryOrders orders;

    public CanaryCalls(CanaryOrders orders) {
        this.orders = orders;
    }

    public void mount(Router router) {
        router.get("/v1/canaries").handler(this::list);
        router.get("/v1/canaries/:route").handler(context -> show(context, context.pathParam("route")));
        router.put("/v1/canaries/:route").handler(this::put);
        router.post("/v1/canaries/:route/:command").handler(this::command);
    }

    private void list(RoutingContext context) {
        orders.list()
                .onSuccess(views -> Answers.tagged(context, Map.of("canaries", views)))
                .onFailure(failure -> fail(context, failure));
    }

    private void show(RoutingContext context, String route) {
        orders.find(route).onSuccess(view -> answer(context, view)).onFailure(failure -> fail(context, failure));
    }

    private static void answer(RoutingContext context, CanaryView view) {
        context.response().putHeader("ETag", "\"" + view.revision() + "\"");
        Answers.json(context, 200, view);
    }

    private void put(RoutingContext context) {
        try {
            CanaryBody body = CanaryBody.parse(context.body().buffer(), Set.of("note", "step", "weight"));
            carryOut(context, body.command(), body.note());
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, String.valueOf(e.getMessage()));
        }
    }

    private void command(RoutingContext context) {
        CanaryCommand command = COMMANDS.get(context.pathParam("command"));
        if (command == null) {
            Answers.problem(
                    context,
                    404,
                    "nothing is served at this path; a canary takes " + String.join(", ", COMMANDS.keySet()));
            return;
        }
        try {
            carryOut(
                    context,
                    command,
                    CanaryBody.parse(context.body().buffer(), Set.of("note")).note());
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, String.valueOf(e.getMessage()));
        }
    }

    private void carryOut(RoutingContext context, CanaryCommand command, String note) {
        String route = context.pathParam("route");
        orders.carryOut(new Order(route, command, note, revision(context)))
                .onSuccess(done -> show(context, route))
                .onFailure(failure -> fail(context, failure));
    }

    /** What the caller has seen, by If-Match; {@code *} is any state. */
    private static OptionalLong revision(RoutingContext context) {
        String tag = context.request().getHeader("If-Match");
        if (tag == null || tag.equals("*")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(tag.replace("\"", "")));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("If-Match: found " + tag + ", allowed: the ETag of the canary", e);
        }
    }

    private static void fail(RoutingContext context, Throwable failure) {
        String detail = String.valueOf(failure.getMessage());
        if (failure instanceof CanaryOrders.NoCanaryException) {
            Answers.problem(context, 404, detail);
        } else if (failure instanceof CanaryOrders.RefusedException) {
            Answers.problem(context, 409, detail);
        } else if (failure instanceof CanaryOrders.OutdatedException) {
            Answers.problem(context, 412, detail);
        } else if (failure instanceof StoreUnavailableException) {
            Answers.problem(context, 503, "the store is away, and this instance may not act without it; try again");
        } else {
            context.fail(failure);
        }
    }
}
