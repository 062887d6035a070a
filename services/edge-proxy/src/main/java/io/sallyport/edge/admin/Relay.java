package io.sallyport.edge.admin;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.api.Answers;
import io.sallyport.kit.service.Roster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Hands calls on to the service that owns them: to its first ready instance in the order of the roster, to the next
 * when there is no connection. Always the same first one, so that a cursor of one page means the same for the next.
 */
final class Relay {
    /** As many as calls may be under way at once: a caller who does not read its answers keeps nobody else waiting. */
    private static final int CONNECTIONS = 256;

    private static final int WAITING = 256;

    private final Roster roster;
    private final HttpClient client;

    Relay(Vertx vertx, Roster roster) {
        this.roster = roster;
        HttpClientOptions options =
                new HttpClientOptions().setKeepAliveTimeout(20).setDecompressionSupported(false);
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING);
        this.client = vertx.createHttpClient(options, pool);
    }

    /** Hands on what a service owns; 404 for the rest. */
    void route(RoutingContext context) {
        Optional<String> owner = Owners.of(context.request().path());
        if (owner.isPresent()) {
            forward(context, owner.get(), context.request().uri());
        } else {
            Answers.problem(context, 404, "nothing is served at this path; / lists the calls");
        }
    }

    /** Asks a service for a path and query. */
    void forward(RoutingContext context, String service, String uri) {
        Deque<HostPort> instances = new ArrayDeque<>();
        for (ServiceAnnouncement found : roster.ready(service)) {
            instances.add(HostPort.parse(found.api()));
        }
        if (instances.isEmpty()) {
            Answers.problem(context, 503, "no instance of " + service + " is ready");
        } else {
            new RelayedCall(context, client, service, uri, instances).begin();
        }
    }

    /** Asks one instance of a service, ready or not. */
    void forward(RoutingContext context, ServiceAnnouncement instance, String uri) {
        Deque<HostPort> only = new ArrayDeque<>();
        only.add(HostPort.parse(instance.api()));
        new RelayedCall(context, client, instance.service(), uri, only).begin();
    }

    Future<Void> close() {
        return client.close();
    }
}
