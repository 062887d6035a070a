package io.sallyport.edge.exchange;

import io.sallyport.edge.netty.AbsentRequest;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;

/**
 * Exchanges that nobody waits for: made in the name of a client's, by the same snapshots, route and rule, from where that
 * one stands in the chain. They go to an origin as any other and leave a record of their own.
 */
public final class Unattended {
    private Unattended() {}

    /**
     * A GET for the target of a client's exchange, not started yet.
     *
     * @param fields what the origin gets, and by what the answer is judged; they belong to the new exchange
     * @param nanos  time for all of it
     */
    public static Exchange get(Exchange client, MultiMap fields, long nanos) {
        if (!client.listener().forward()) {
            fields.set(RequestIds.FIELD, client.requestId());
        }
        AbsentRequest request =
                new AbsentRequest(HttpMethod.GET, client.request().version(), client.target(), fields);
        Exchange made =
                new Exchange(client.loop(), client.listener(), client.client().absent(), request, client.snapshots());
        made.forwardedLike(client);
        made.admitted(facts(client.facts(), new MapFields(fields)), client.asked());
        made.rewritten(client.target());
        made.allowedAs(client);
        if (client.route() != null) {
            made.routedBy(client.route());
        }
        ExchangeTrace.begin(made, client);
        made.trackRole(TrackRole.BACKGROUND);
        made.standsWhere(client);
        made.allWithin(nanos);
        return made;
    }

    private static RequestFacts facts(RequestFacts of, HeaderView fields) {
        return new RequestFacts(
                of.listener(),
                of.forward(),
                HttpMethod.GET.name(),
                of.scheme(),
                of.authority(),
                of.path(),
                of.query(),
                of.client(),
                fields);
    }

    /**
     * The fields of a client's request that another may be made with: none that ask for a part, that make conditions, that
     * speak of a body, or that were meant for caches on the way.
     */
    public static MultiMap fields(Exchange client) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        client.request().headers().forEach((name, value) -> {
            if (!Fields.isOfOneRequest(name)) {
                fields.add(name, value);
            }
        });
        return fields;
    }

    /** Whether an exchange is such a one. */
    public static boolean is(Exchange exchange) {
        return exchange.request() instanceof AbsentRequest;
    }
}
