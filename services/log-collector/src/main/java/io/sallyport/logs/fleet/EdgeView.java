package io.sallyport.logs.fleet;

import io.sallyport.contract.health.ConnectionCounts;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.ServerLink;
import io.sallyport.logs.fleet.ServerState.Connections;
import io.sallyport.logs.fleet.ServerState.EdgeEjection;
import io.sallyport.logs.fleet.ServerState.Ejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What all edges together say of each endpoint. Pure. */
final class EdgeView {
    private record Key(String cluster, String url) {}

    /** What one edge says of one endpoint. */
    private record Said(String edge, EndpointUse use) {}

    private final Map<Key, List<Said>> byEndpoint = new HashMap<>();

    private EdgeView() {}

    static EdgeView of(List<EdgeWord> edges) {
        EdgeView view = new EdgeView();
        for (EdgeWord word : edges) {
            for (EndpointUse use : word.report().endpoints()) {
                view.byEndpoint
                        .computeIfAbsent(new Key(use.cluster(), use.endpoint()), key -> new ArrayList<>())
                        .add(new Said(word.report().edge(), use));
            }
        }
        return view;
    }

    private List<Said> said(String cluster, String url) {
        return byEndpoint.getOrDefault(new Key(cluster, url), List.of());
    }

    Connections connections(String cluster, String url) {
        ConnectionCounts sum = ConnectionCounts.NONE;
        int requests = 0;
        for (Said said : said(cluster, url)) {
            sum = sum.plus(said.use().connections());
            requests += said.use().underWay();
        }
        return new Connections(sum.open(), sum.open() - sum.idle(), sum.idle(), sum.pending(), requests);
    }

    /** How an edge spoke with it last; empty when none has. */
    Optional<ServerLink> link(String cluster, String url) {
        return said(cluster, url).stream()
                .flatMap(said -> said.use().link().stream())
                .findFirst();
    }

    Ejection ejection(String cluster, String url, boolean suspect) {
        List<EdgeEjection> out = said(cluster, url).stream()
                .filter(said -> said.use().state() != EndpointUse.State.IN)
                .map(said -> ejection(said.edge(), said.use()))
                .toList();
        if (out.isEmpty()) {
            return new Ejection("in", "", suspect, out);
        }
        EdgeEjection worst = out.stream()
                .filter(each -> each.state().equals("ejected"))
                .findFirst()
                .orElse(out.get(0));
        return new Ejection(worst.state(), reason(worst, out.size()), suspect, out);
    }

    private static EdgeEjection ejection(String edge, EndpointUse use) {
        String state = use.state().name().toLowerCase(Locale.ROOT);
        return new EdgeEjection(edge, state, use.until(), use.failures(), use.ejections());
    }

    private static String reason(EdgeEjection worst, int edges) {
        String failures =
                worst.failures() > 1 ? worst.failures() + " failures in a row" : "too many of its requests failed";
        String where = edges == 1
                ? " at edge " + worst.edge()
                : " at edge " + worst.edge() + " and others, " + edges + " in all";
        String until = worst.until().map(end -> ", until " + end).orElse(", and is on trial");
        return failures + where + until;
    }
}
