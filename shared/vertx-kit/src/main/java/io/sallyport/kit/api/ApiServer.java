package io.sallyport.kit.api;

import io.sallyport.contract.HostPort;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The HTTP server of one service: its own routes, health, metrics. */
public final class ApiServer {
    private final HttpServer server;
    private final HostPort address;

    private ApiServer(HttpServer server, HostPort address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Binds {@code admin.api}.
     *
     * @param service   such as {@code policy-service}
     * @param routes    adds the service's own routes, all below {@code /v1}; bodies are read already, up to 1 MiB
     * @param readiness asked at {@code /health/ready}
     * @param metrics   shown at {@code /metrics} beside those of the JVM
     */
    public static Future<ApiServer> open(
            ServiceEnvironment environment,
            String service,
            Consumer<Router> routes,
            Supplier<Readiness> readiness,
            Metrics metrics) {
        Router router = Router.router(environment.vertx());
        routes.accept(router);
        HostPort bind = environment.config().admin().api();
        return environment
                .vertx()
                .createHttpServer(new HttpServerOptions())
                .requestHandler(router)
                .listen(bind.port(), bind.host())
                .map(server -> new ApiServer(server, new HostPort(bind.host(), server.actualPort())));
    }

    /** As others reach it. */
    public HostPort address() {
        return address;
    }

    public Future<Void> close() {
        return server.close();
    }
}
