package io.sallyport.logs.api;

import io.sallyport.contract.log.ServerFigures;
import io.sallyport.contract.log.TrafficQuestion;
import io.sallyport.kit.api.Answers;
import io.sallyport.logs.alarm.Alarm;
import io.sallyport.logs.fleet.Fleet;
import io.sallyport.logs.fleet.Histories;
import io.sallyport.logs.fleet.Histories.History;
import io.sallyport.logs.fleet.ServerState;
import io.sallyport.logs.fleet.ServerStates;
import io.sallyport.logs.fleet.TrafficDesk;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code /v1/servers}: what is known about every server behind the suite. */
final class ServerCalls {
    private final Fleet fleet;
    private final Histories histories;
    private final TrafficDesk traffic;
    private final Supplier<List<Alarm>> alarms;
    private final Clock clock;

    ServerCalls(Fleet fleet, Histories histories, TrafficDesk traffic, Supplier<List<Alarm>> alarms, Clock clock) {
        this.fleet = fleet;
        this.histories = histories;
        this.traffic = traffic;
        this.alarms = alarms;
        this.clock = clock;
    }

    void mount(Router router) {
        router.route("/v1/servers")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::all);
        router.route("/v1/servers/:id")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::one);
    }

    private void all(RoutingContext context) {
        ServerFilter filter;
        try {
            filter = ServerFilter.read(context.queryParams());
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, e.getMessage());
            return;
        }
        ask("").onSuccess(all -> {
                    List<ServerView> matching =
                            all.views(false).filter(filter::matches).toList();
                    List<ServerView> page = matching.subList(0, Math.min(matching.size(), filter.limit()));
                    Answers.json(
                            context,
                            200,
                            new ServersAnswer(page, matching.size(), ServersAnswer.Coverage.of(all.told())));
                })
                .onFailure(context::fail);
    }

    private void one(RoutingContext context) {
        String id = context.pathParam("id");
        ask(id).onSuccess(all -> all.views(true)
                        .filter(view -> view.id().equals(id))
                        .findFirst()
                        .ifPresentOrElse(
                                view -> Answers.json(context, 200, view),
                                () -> Answers.problem(
                                        context,
                                        404,
                                        "no server \"" + id + "\"; ids are cluster@host:port, see /v1/servers")))
                .onFailure(context::fail);
    }

    /** Everything that an answer is made of. */
    private record Gathered(
            Map<String, ServerState> states,
            Map<String, History> histories,
            TrafficDesk.Told told,
            List<Alarm> alarms,
            Instant now) {
        Stream<ServerView> views(boolean whole) {
            ServerViews views = new ServerViews(told.parts(), alarms, now);
            return states.values().stream()
                    .map(state -> views.view(state, histories.getOrDefault(state.cluster(), History.NONE), whole));
        }
    }

    /** @param id of one server; empty: all */
    private Future<Gathered> ask(String id) {
        Instant now = clock.instant();
        return traffic.ask(new TrafficQuestion(id)).compose(told -> {
            Map<String, ServerState> states = new TreeMap<>(ServerStates.of(fleet.facts(), now));
            told.parts().forEach(part -> part.servers().forEach(seen -> states.putIfAbsent(seen.id(), only(seen))));
            if (!id.isEmpty()) {
                states.keySet().retainAll(List.of(id));
            }
            List<String> clusters =
                    states.values().stream().map(ServerState::cluster).toList();
            return histories.read(clusters).map(read -> new Gathered(states, read, told, alarms.get(), now));
        });
    }

    private static ServerState only(ServerFigures seen) {
        return ServerState.seen(seen.id(), seen.cluster(), seen.endpoint());
    }
}
