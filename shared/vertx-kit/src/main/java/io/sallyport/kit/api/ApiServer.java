package io.sallyport.kit.api;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The HTTP server of one service: its own routes, health, metrics. */
public final class ApiServer {
    private static final String BOUND = "sallyport.api.bound";
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final HttpServer server;
    private final ApiFront front;
    private final HostPort bound;
    private final HostPort address;
    private final ServiceMetrics figures;

    private ApiServer(
            Vertx vertx, HttpServer server, ApiFront front, HostPort bound, HostPort address, ServiceMetrics figures) {
        this.vertx = vertx;
        this.server = server;
        this.front = front;
        this.bound = bound;
        this.address = address;
        this.figures = figures;
    }

    /**
     * Binds {@code admin.api}. Fails when the address is taken, by another service of the same process included.
     *
     * @param service   such as {@code policy-service}
     * @param routes    adds the service's own routes, all below {@code /v1}; bodies are read already, up to 1 MiB
     * @param readiness asked at {@code /health/ready}
     * @param metrics   shown at {@code /metrics} beside what every service shows
     */
    public static Future<ApiServer> open(
            ServiceEnvironment environment,
            String service,
            Consumer<Router> routes,
            Supplier<Readiness> readiness,
            Metrics metrics) {
        Vertx vertx = environment.vertx();
        SuiteConfig config = environment.config();
        ServiceMetrics figures = ServiceMetrics.open(environment, service, metrics);
        ApiFront front = ApiFront.service(vertx, config.admin(), ApiRouter::note);
        Router router = ApiRouter.of(vertx, front, service, routes, readiness, metrics);
        return claim(vertx, config.admin(), service)
                .compose(bind -> front.server(router, IDLE_SECONDS)
                        .listen(bind.port(), bind.host())
                        .map(server -> new ApiServer(
                                vertx, server, front, bind, reached(config, server.actualPort()), figures))
                        .onFailure(failure -> release(vertx, bind))
                        .recover(failure -> Future.failedFuture(new IllegalStateException(
                                service + ": cannot bind admin.api " + bind + ": " + failure.getMessage(), failure))))
                .onFailure(failure -> front.close())
                .onFailure(failure -> figures.close());
    }

    /** As others reach it: where it binds every address of the machine, {@code bus.host} stands for them. */
    public HostPort address() {
        return address;
    }

    /** Stops listening and closes what is open. */
    public Future<Void> close() {
        front.close();
        figures.close();
        return server.close().onComplete((closed, failure) -> release(vertx, bound));
    }

    /** Vert.x lets servers of one Vertx share a port and deals connections out among them: five APIs would mix. */
    private static Future<HostPort> claim(Vertx vertx, AdminConfig admin, String service) {
        HostPort bind = admin.api();
        if (bind.port() == 0) {
            return Future.succeededFuture(bind);
        }
        LocalMap<String, String> bound = vertx.sharedData().getLocalMap(BOUND);
        String owner = bound.putIfAbsent(bind.toString(), service);
        return owner == null
                ? Future.succeededFuture(bind)
                : Future.failedFuture(new IllegalStateException(service + ": admin.api " + bind + " is taken by "
                        + owner + " in this process; port 0 takes a free one"));
    }

    private static void release(Vertx vertx, HostPort bind) {
        vertx.sharedData().getLocalMap(BOUND).remove(bind.toString());
    }

    private static HostPort reached(SuiteConfig config, int port) {
        String host = config.admin().api().host();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String outside = config.bus().reachedHost().isEmpty()
                ? "127.0.0.1"
                : config.bus().reachedHost();
        return new HostPort(everywhere ? outside : host, port);
    }
}
