package io.sallyport.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.time.Duration;

/** A running demo server. Its resources are listed at {@link DemoResources}. */
public final class DemoOrigin {
    private static final int HEADER_BYTES = 64 << 10;

    private final HttpServer server;

    private DemoOrigin(HttpServer server) {
        this.server = server;
    }

    /**
     * What a server says about itself.
     *
     * @param name    told by {@code /version}, so that balancing can be seen
     * @param version such as {@code 1.1}
     */
    public record Identity(String name, String version) {
        /** Made up from the version; seven hex digits. */
        public String commit() {
            return "%07x".formatted(version.hashCode() & 0xfffffff);
        }
    }

    /**
     * Opens the server.
     *
     * @param port 0 takes a free one
     * @return fails with the {@link java.net.BindException} of the system if the address is taken
     */
    public static Future<DemoOrigin> start(Vertx vertx, Identity identity, String host, int port, Clock clock) {
        HttpServerOptions options = new HttpServerOptions()
                .setHandle100ContinueAutomatically(true)
                .setMaxHeaderSize(HEADER_BYTES)
                .setMaxInitialLineLength(HEADER_BYTES);
        return vertx.createHttpServer(options)
                .requestHandler(new DemoResources(vertx, identity, clock))
                .listen(port, host)
                .map(DemoOrigin::new);
    }

    public int port() {
        return server.actualPort();
    }

    /** Lets answers that are under way finish within the drain time, then closes. */
    public Future<Void> stop(Duration drain) {
        return server.shutdown(drain);
    }
}
