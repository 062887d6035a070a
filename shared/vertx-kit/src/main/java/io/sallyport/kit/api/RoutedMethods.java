package io.sallyport.kit.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which methods a path takes, by the routes that are mounted: for OPTIONS, for the Allow field of 405, and for HEAD, which
 * whatever takes GET takes as well.
 */
final class RoutedMethods {
    /** Answers without an end have no head that could be told without them. */
    private static final String STREAM = "/tail";

    /** A HEAD would ask all their questions and throw the answers away. */
    private static final Set<String> TESTS = Set.of("/v1/fingerprint", "/v1/anonymity");

    private final List<Known> known = new ArrayList<>();

    private record Known(String[] segments, Set<String> methods) {}

    private RoutedMethods() {}

    /** Of everything that is mounted by now with a path and a method; adds HEAD where there is GET. */
    static RoutedMethods of(Router router) {
        RoutedMethods methods = new RoutedMethods();
        for (Route route : router.getRoutes()) {
            if (route.getPath() != null && route.methods() != null) {
                methods.add(route);
            }
        }
        return methods;
    }

    private void add(Route route) {
        Set<String> names = new TreeSet<>();
        boolean hasHead = !route.getPath().endsWith(STREAM) && !TESTS.contains(route.getPath());
        if (route.methods().contains(HttpMethod.GET) && hasHead) {
            route.method(HttpMethod.HEAD);
        }
        route.methods().forEach(method -> names.add(method.name()));
        known.add(new Known(route.getPath().split("/", -1), names));
    }

    /** Each method with its path, parameters written with a colon. */
    List<String> all() {
        return known.stream()
                .flatMap(each -> each.methods.stream().map(method -> method + " " + String.join("/", each.segments)))
                .sorted()
                .toList();
    }

    /** Empty when nothing is served at the path. */
    Set<String> at(String path) {
        String[] segments = path.split("/", -1);
        Set<String> names = new TreeSet<>();
        known.stream().filter(each -> fits(each.segments, segments)).forEach(each -> names.addAll(each.methods));
        if (!names.isEmpty()) {
            names.add("OPTIONS");
        }
        return names;
    }

    private static boolean fits(String[] template, String[] path) {
        boolean fits = template.length == path.length;
        for (int i = 0; fits && i < path.length; i++) {
            fits = template[i].startsWith(":") ? !path[i].isEmpty() : template[i].equals(path[i]);
        }
        return fits;
    }

    /** OPTIONS of a known path. */
    void options(RoutingContext context) {
        Set<String> names = at(context.request().path());
        if (names.isEmpty()) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(204)
                    .putHeader("Allow", String.join(", ", names))
                    .end();
        }
    }

    /** Refuses the method, and names those that the path takes. */
    void refuse(RoutingContext context) {
        String allowed = String.join(", ", at(context.request().path()));
        context.response().putHeader("Allow", allowed);
        Answers.problem(context, 405, "found " + context.request().method() + ", allowed: " + allowed);
    }
}
