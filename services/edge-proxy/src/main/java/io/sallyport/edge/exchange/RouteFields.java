package io.sallyport.edge.exchange;

import io.sallyport.http.HeaderView;
import io.sallyport.routing.act.Cors;
import io.sallyport.routing.act.FieldChanges;
import io.sallyport.routing.act.FieldChanges.Field;
import io.sallyport.routing.act.RouteActions;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Fields by which the reverse side and its routes change a head that is ready otherwise. */
public final class RouteFields {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIds.FIELD);
    private static final List<String> CORS_FIELDS = List.of(
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-expose-headers",
            "access-control-max-age");

    private RouteFields() {}

    /** The request as its route wants it sent. */
    public static void request(Exchange exchange, MultiMap to) {
        to.set(REQUEST_ID, exchange.requestId());
        if (exchange.matched() != null) {
            apply(exchange.matched().actions().request(), to);
        }
    }

    /** Any answer to a client of the reverse side, whoever made it. */
    static void answer(Exchange exchange, MultiMap to) {
        identify(exchange, to);
        if (exchange.matched() == null) {
            return;
        }
        VersionVary.write(exchange, to);
        if (exchange.matched().actions().changesAnswers()) {
            RouteActions actions = exchange.matched().actions();
            crossOrigin(exchange, actions.cors(), to);
            apply(actions.response(), to);
        }
    }

    /** An error of ours, which the route's own changes are not meant for; but a page must be able to read it. */
    static void problem(Exchange exchange, MultiMap to) {
        identify(exchange, to);
        if (exchange.matched() != null) {
            crossOrigin(exchange, exchange.matched().actions().cors(), to);
        }
    }

    private static void identify(Exchange exchange, MultiMap to) {
        to.set(REQUEST_ID, exchange.requestId());
    }

    /**
     * Takes the place of whatever the server said of it, which may have been stored for another client. The answer to a
     * preflight has its own fields.
     */
    private static void crossOrigin(Exchange exchange, Cors cors, MultiMap to) {
        if (cors == null || exchange.isPreflight()) {
            return;
        }
        CORS_FIELDS.forEach(to::remove);
        HeaderView request = new MapFields(exchange.request().headers());
        for (Field field : cors.answer(request)) {
            to.add(field.name(), field.value());
        }
        if (cors.variesByOrigin()) {
            to.add(HttpHeaders.VARY, "Origin");
        }
    }

    private static void apply(FieldChanges changes, MultiMap to) {
        if (changes.isEmpty()) {
            return;
        }
        changes.remove().forEach(to::remove);
        for (Field field : changes.set()) {
            to.set(field.name(), field.value());
        }
        for (Field field : changes.add()) {
            to.add(field.name(), field.value());
        }
    }
}
