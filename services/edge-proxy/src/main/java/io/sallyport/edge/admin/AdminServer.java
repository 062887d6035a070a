package io.sallyport.edge.admin;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.edge.admin.Gatekeeper.Call;
import io.sallyport.edge.page.Page;
import io.sallyport.edge.tunnel.TunnelDesk;
import io.sallyport.kit.api.Answers;
import io.sallyport.kit.api.JvmMetrics;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.sallyport.kit.inquiry.ExitsInquiry;
import io.sallyport.kit.service.EventLoops;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one entrance to the suite's APIs, on a server of its own: no traffic listener ever serves these paths. */
public final class AdminServer {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final int HEAD_MAX = 16 * 1024;
    private static final int IDLE_SECONDS = 120;

    private final HttpServer server;
    private final Relay relay;
    private final HostPort address;

    private AdminServer(HttpServer server, Relay relay, HostPort address) {
        this.server = server;
        this.relay = relay;
        this.address = address;
    }

    /**
     * Binds {@code admin.bind}; fails with a message for the operator when that is taken.
     *
     * @param readiness asked at {@code /health/ready}
     * @param metrics   the edge's, shown at {@code /metrics}
     * @param tests     of what others learn of us
     * @param tunnels   that are open
     * @param proxies   tells clients how to use the forward side
     */
    public static Future<AdminServer> open(
            ServiceEnvironment environment,
            Supplier<Readiness> readiness,
            Metrics metrics,
            SelfTests tests,
            TunnelDesk tunnels,
            ProxyCalls proxies) {
        HostPort bind = environment.config().admin().bind();
        if (isListener(environment.config(), bind)) {
            return Future.failedFuture("admin.bind: found " + bind + ", allowed: an address that no listener has");
        }
        JvmMetrics.register(metrics, EventLoops.of(environment.config().limits()), Suite.EDGE_PROXY);
        Relay relay = new Relay(environment.vertx(), environment.roster());
        Router router = Router.router(environment.vertx());
        router.route().handler(new Page(environment.vertx())::handle);
        Gatekeeper gatekeeper = new Gatekeeper(environment.config().admin());
        router.route().handler(context -> admit(gatekeeper, context));
        new LocalCalls(environment, readiness, metrics, relay).mount(router);
        new FingerprintCall(tests.fingerprint()).mount(router);
        new AnonymityCall(tests.anonymity()).mount(router);
        new TunnelCalls(tunnels).mount(router);
        proxies.mount(router);
        new ExitsCall(new ExitsInquiry(environment.vertx(), environment.roster())).mount(router);
        router.route().handler(relay::route);
        problems(router);
        return environment
                .vertx()
                .createHttpServer(options())
                .requestHandler(router)
                .listen(bind.port(), bind.host())
                .map(server -> new AdminServer(server, relay, new HostPort(bind.host(), server.actualPort())))
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
        return Future.join(server.close(), relay.close()).mapEmpty();
    }

    /** Vert.x would share the port between both servers and hand connections to either. */
    private static boolean isListener(SuiteConfig config, HostPort bind) {
        return bind.port() != 0
                && config.listeners().stream()
                        .anyMatch(listener -> listener.bind().equals(bind));
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(HEAD_MAX)
                .setMaxHeaderSize(HEAD_MAX)
                .setIdleTimeout(IDLE_SECONDS);
    }

    private static void admit(Gatekeeper gatekeeper, RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.uri().startsWith("/")) {
            Answers.problem(context, 400, "the request target must be a path");
            return;
        }
        Optional<Refusal> refusal = gatekeeper.refusal(new Call(
                request.method().name(),
                request.path(),
                request.headers().getAll("Host"),
                request.getHeader("Origin"),
                request.getHeader("Authorization")));
        if (refusal.isEmpty()) {
            context.next();
            return;
        }
        if (refusal.get().status() == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"sallyport\"");
        }
        Answers.problem(context, refusal.get().status(), refusal.get().detail());
    }

    private static void problems(Router router) {
        router.errorHandler(400, context -> Answers.problem(context, 400, "the request cannot be understood"));
        router.errorHandler(500, context -> {
            LOG.error(
                    "admin call {} {} failed",
                    context.request().method(),
                    context.request().path(),
                    context.failure());
            Answers.problem(context, 500, "a defect of ours; the edge's log has the details");
        });
    }
}
