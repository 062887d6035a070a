package io.sallyport.edge.admin;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.edge.audit.AuditTrail;
import io.sallyport.edge.page.Page;
import io.sallyport.edge.tunnel.TunnelDesk;
import io.sallyport.kit.api.ApiFront;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.sallyport.kit.api.ServiceMetrics;
import io.sallyport.kit.inquiry.ExitsInquiry;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The one entrance to the suite's APIs, on a server of its own: no traffic listener ever serves these paths. */
public final class AdminServer {
    private static final int IDLE_SECONDS = 120;

    private final HttpServer server;
    private final ApiFront front;
    private final Relay relay;
    private final HostPort address;
    private final ServiceMetrics figures;

    private AdminServer(HttpServer server, ApiFront front, Relay relay, HostPort address, ServiceMetrics figures) {
        this.server = server;
        this.front = front;
        this.relay = relay;
        this.address = address;
        this.figures = figures;
    }

    /**
     * Binds {@code admin.bind}; fails with a message for the operator when that is taken.
     *
     * @param readiness asked at {@code /health/ready}
     * @param metrics   the edge's, shown at {@code /metrics}
     * @param tests     of what others learn of us
     * @param tunnels   that are open
     * @param proxies   tells clients how to use the forward side
     * @param records   takes those of changes
     */
    public static Future<AdminServer> open(
            ServiceEnvironment environment,
            Supplier<Readiness> readiness,
            Metrics metrics,
            SelfTests tests,
            TunnelDesk tunnels,
            ProxyCalls proxies,
            Consumer<AccessRecord> records) {
        HostPort bind = environment.config().admin().bind();
        if (isListener(environment.config(), bind)) {
            return Future.failedFuture("admin.bind: found " + bind + ", allowed: an address that no listener has");
        }
        ServiceMetrics figures = ServiceMetrics.open(environment, Suite.EDGE_PROXY, metrics);
        Relay relay = new Relay(environment.vertx(), environment.roster());
        Router router = Router.router(environment.vertx());
        AdminCalls audit = new AdminCalls(new AuditTrail(records, metrics), environment.clock());
        router.route().handler(audit::arrived);
        ApiFront front =
                ApiFront.entrance(environment.vertx(), environment.config().admin(), audit::over);
        front.begin(router, new Page(environment.vertx())::handle);
        new LocalCalls(environment, readiness, metrics, relay).mount(router);
        new FingerprintCall(tests.fingerprint()).mount(router);
        new AnonymityCall(tests.anonymity()).mount(router);
        new TunnelCalls(tunnels).mount(router);
        proxies.mount(router);
        new ExitsCall(new ExitsInquiry(environment.vertx(), environment.roster())).mount(router);
        new CallerCalls(relay).mount(router);
        new DocumentCalls(environment.vertx()).mount(router);
        front.end(router, Suite.EDGE_PROXY, relay::route);
        return front.server(router, IDLE_SECONDS)
                .listen(bind.port(), bind.host())
                .map(server ->
                        new AdminServer(server, front, relay, new HostPort(bind.host(), server.actualPort()), figures))
                .onFailure(cause -> front.close())
                .onFailure(cause -> figures.close())
                .recover(cause -> relay.close()
                        .transform(closed -> Future.failedFuture(
                                "admin.bind: cannot listen on " + bind + ": " + cause.getMessage())));
    }

    /** Where it listens, with the port that the system chose. */
    public HostPort address() {
        return address;
    }

    /** Closes every connection. */
    public Future<Void> close() {
        front.close();
        figures.close();
        return Future.join(server.close(), relay.close()).mapEmpty();
    }

    /** Vert.x would share the port between both servers and hand connections to either. */
    private static boolean isListener(SuiteConfig config, HostPort bind) {
        return bind.port() != 0
                && config.listeners().stream()
                        .anyMatch(listener -> listener.bind().equals(bind));
    }
}
