package io.sallyport.edge.admin;

import io.sallyport.edge.tunnel.TunnelDesk;
import io.sallyport.edge.tunnel.TunnelSelection;
import io.sallyport.kit.api.Answers;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code GET /v1/tunnels} and {@code POST /v1/tunnels/cut}: the open tunnels of this edge. */
final class TunnelCalls {
    private static final String LIST = "/v1/tunnels";
    private static final String CUT = "/v1/tunnels/cut";
    private static final int LIMIT = 100;
    private static final int LIMIT_MAX = 1000;
    private static final Set<String> CHOICE = Set.of("rule", "client", "user", "authority");
    private static final Set<String> LISTING = with("after", "limit");
    private static final Set<String> CUTTING = with("forbidden", "all");

    private final TunnelDesk desk;

    TunnelCalls(TunnelDesk desk) {
        this.desk = desk;
    }

    private static Set<String> with(String... more) {
        Set<String> all = new TreeSet<>(CHOICE);
        all.addAll(Set.of(more));
        return all;
    }

    void mount(Router router) {
        router.get(LIST).handler(this::list);
        router.post(CUT).handler(this::cut);
    }

    private void list(RoutingContext context) {
        MultiMap asked = context.queryParams();
        Optional<String> unknown = unknown(asked, LISTING);
        long after = number(asked.get("after"), 0, Long.MAX_VALUE, 0);
        long limit = number(asked.get("limit"), 1, LIMIT_MAX, LIMIT);
        if (unknown.isPresent()) {
            Answers.problem(context, 400, unknown.get());
        } else if (after < 0) {
            Answers.problem(
                    context, 400, "after: found \"" + asked.get("after") + "\", allowed: next of the page before");
        } else if (limit < 0) {
            Answers.problem(context, 400, "limit: found \"" + asked.get("limit") + "\", allowed: 1 to " + LIMIT_MAX);
        } else {
            answer(context, desk.page(selection(asked), after, (int) limit));
        }
    }

    private void cut(RoutingContext context) {
        MultiMap asked = context.queryParams();
        Optional<String> unknown = unknown(asked, CUTTING);
        TunnelSelection selection = selection(asked);
        boolean forbidden = "true".equals(asked.get("forbidden"));
        boolean all = "true".equals(asked.get("all"));
        int ways = (forbidden ? 1 : 0) + (all ? 1 : 0) + (selection.isAll() ? 0 : 1);
        if (unknown.isPresent()) {
            Answers.problem(context, 400, unknown.get());
        } else if (ways != 1) {
            Answers.problem(
                    context,
                    400,
                    "which tunnels? found " + (ways == 0 ? "nothing" : "more than one way to say it")
                            + ", allowed: one of " + CHOICE.stream().sorted().toList()
                            + " or several together; or forbidden=true; or all=true");
        } else {
            Future<Integer> ended = forbidden ? desk.cutForbidden() : desk.cut(selection);
            answer(context, ended.map(count -> Map.of("cut", count)));
        }
    }

    private static void answer(RoutingContext context, Future<?> answer) {
        answer.onSuccess(found -> Answers.json(context, 200, found)).onFailure(context::fail);
    }

    private static Optional<String> unknown(MultiMap asked, Set<String> known) {
        return asked.names().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> "found parameter \"" + name + "\", allowed: " + String.join(", ", known));
    }

    private static TunnelSelection selection(MultiMap asked) {
        return new TunnelSelection(
                text(asked, "rule"), text(asked, "client"), text(asked, "user"), text(asked, "authority"));
    }

    private static String text(MultiMap asked, String name) {
        String value = asked.get(name);
        return value == null ? "" : value;
    }

    /** -1 for what is no number of the range. */
    private static long number(String text, long least, long most, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            return value < least || value > most ? -1 : value;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
