package io.sallyport.kit.api;

import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.kit.caller.Caller;
import io.sallyport.kit.caller.Verdict;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stands before every API, at the entrance and at the services behind it: who may call, how often and how large; and
 * what is said to whoever asks for what is not there. Owner: the server's event loop.
 */
public final class ApiFront {
    /**
     * Local map of a Vertx: by service its routes, a line each such as {@code GET /v1/lists/:name}; for whoever compares them
     * with the document.
     */
    public static final String ROUTES = "sallyport.api.routes";

    private static final int HEAD_MAX = 16 * 1024;
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE");
    private static final String ALLOWED = String.join(", ", METHODS);
    private static final String ID = "sallyport.call-id";

    private final Vertx vertx;
    private final boolean entrance;
    private final Consumer<RoutingContext> over;
    private final ApiConnections connections;
    private final Admission admission;
    private final BodyReading bodies = new BodyReading();
    private final CallIds ids = new CallIds();
    private @Nullable RoutedMethods methods;

    private ApiFront(Vertx vertx, AdminConfig admin, boolean entrance, Consumer<RoutingContext> over) {
        this.vertx = vertx;
        this.entrance = entrance;
        this.over = over;
        this.connections = new ApiConnections(vertx);
        this.admission = new Admission(admin, connections, entrance);
    }

    /**
     * For the one entrance.
     *
     * @param over told of each call once it is over, by its answer or because its caller went
     */
    public static ApiFront entrance(Vertx vertx, AdminConfig admin, Consumer<RoutingContext> over) {
        return new ApiFront(vertx, admin, true, over);
    }

    /** For a service behind it. */
    static ApiFront service(Vertx vertx, AdminConfig admin, Consumer<RoutingContext> over) {
        return new ApiFront(vertx, admin, false, over);
    }

    /**
     * To be mounted before all routes; behind it bodies are read and callers known.
     *
     * @param open answers what anybody may have, whoever it is, and leaves everything else
     */
    public void begin(Router router, Handler<RoutingContext> open) {
        router.route().handler(this::arrive);
        router.route().handler(open);
        router.route().handler(admission);
        router.route().handler(bodies).failureHandler(BodyReading::broken);
        router.route().handler(BodyReading::read);
        router.route().handler(this::options);
    }

    private void arrive(RoutingContext context) {
        String id = ids.of(context.request().getHeader(CallIds.FIELD));
        context.put(ID, id);
        if (entrance) {
            context.request().headers().set(CallIds.FIELD, id);
            context.response().putHeader(CallIds.FIELD, id);
        }
        connections.begin(context);
        connections.whenOver(context, () -> over.accept(context));
        context.next();
    }

    private void options(RoutingContext context) {
        if (methods != null && context.request().method() == HttpMethod.OPTIONS) {
            methods.options(context);
        } else {
            context.next();
        }
    }

    /**
     * To be mounted behind all routes.
     *
     * @param service   whose routes they are
     * @param otherwise what to do at paths that none of the routes has
     */
    public void end(Router router, String service, Handler<RoutingContext> otherwise) {
        RoutedMethods routed = RoutedMethods.of(router);
        methods = routed;
        vertx.sharedData().getLocalMap(ROUTES).put(service, String.join("\n", routed.all()));
        router.route().handler(context -> {
            String method = context.request().method().name();
            if (!routed.at(context.request().path()).isEmpty()) {
                routed.refuse(context);
            } else if (!METHODS.contains(method)) {
                context.response().putHeader("Allow", ALLOWED);
                Answers.problem(context, 405, "found " + method + ", allowed: " + ALLOWED);
            } else {
                otherwise.handle(context);
            }
        });
        Problems.mount(router, routed);
    }

    /** Makes the server; it has yet to listen. */
    public HttpServer server(Router router, int idleSeconds) {
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(HEAD_MAX)
                .setMaxHeaderSize(HEAD_MAX)
                .setIdleTimeout(idleSeconds);
        return vertx.createHttpServer(options)
                .connectionHandler(connections::opened)
                .invalidRequestHandler(Problems::broken)
                .requestHandler(request -> serve(router, request));
    }

    /** What is no question about a path never gets to the routes. */
    private static void serve(Router router, HttpServerRequest request) {
        if (request.method() == HttpMethod.CONNECT) {
            request.response().putHeader("Allow", ALLOWED);
            Problems.refuse(request, 405, "found CONNECT, allowed: " + ALLOWED);
        } else if (request.method() == HttpMethod.OPTIONS && request.uri().equals("*")) {
            request.response().setStatusCode(204).putHeader("Allow", ALLOWED).end();
        } else {
            router.handle(request);
        }
    }

    /** Who calls. */
    public static Caller caller(RoutingContext context) {
        Verdict verdict = Admission.verdict(context);
        return verdict == null ? Caller.UNKNOWN : verdict.caller();
    }

    /** Whether the call would change something, or would have. */
    public static boolean changes(RoutingContext context) {
        Verdict verdict = Admission.verdict(context);
        return verdict != null && verdict.changes();
    }

    /** Where the call comes from; empty when that cannot be told any more. */
    public static String address(RoutingContext context) {
        return CallerAddress.of(context.request());
    }

    /** The id by which the call is found again. */
    public static String id(RoutingContext context) {
        return context.get(ID, "");
    }

    /** Lets go of the timer; the server is closed by whoever has opened it. */
    public void close() {
        connections.close();
    }
}
