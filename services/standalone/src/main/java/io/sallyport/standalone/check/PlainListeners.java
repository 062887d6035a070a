package io.sallyport.standalone.check;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.ListenerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where listeners lead that pass connections on unread: to a cluster that is there, and not to themselves. */
final class PlainListeners {
    private PlainListeners() {}

    /** At paths such as {@code listeners[0].cluster}. */
    static List<Problem> problems(List<ListenerConfig> listeners, RoutesDocument routes) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < listeners.size(); i++) {
            ListenerConfig listener = listeners.get(i);
            if (listener.mode() == ListenerConfig.Mode.TCP) {
                String at = "listeners[" + i + "].cluster";
                check(listener, routes, at).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<Problem> check(ListenerConfig listener, RoutesDocument routes, String at) {
        String name = listener.cluster();
        Optional<ClusterDocument> cluster = routes.clusters().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (cluster.isEmpty()) {
            String known = routes.clusters().stream().map(ClusterDocument::name).collect(Collectors.joining(", "));
            return Optional.of(new Problem(
                    at, '"' + name + '"', known.isEmpty() ? "a cluster of routes.yaml, which has none" : known));
        }
        boolean circle = cluster.get().endpoints().stream()
                .anyMatch(endpoint -> endpoint.host().equals(listener.bind().host())
                        && endpoint.port() == listener.bind().port());
        return circle
                ? Optional.of(new Problem(
                        at, '"' + name + "\", which leads back to this listener", "a cluster of other servers"))
                : Optional.empty();
    }
}
