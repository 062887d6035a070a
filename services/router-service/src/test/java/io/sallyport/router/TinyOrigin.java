package io.sallyport.router;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that tells its health and version, and can be stopped and started again on the same port. */
final class TinyOrigin implements AutoCloseable {
    private final AtomicInteger probes = new AtomicInteger();
    private volatile int status = 200;
    private volatile String version;
    private HttpServer server;
    private final int port;

    TinyOrigin(String version) {
        this.version = version;
        this.server = bind(0);
        this.port = server.getAddress().getPort();
    }

    private HttpServer bind(int number) {
        try {
            HttpServer bound = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), 0);
            bound.createContext("/health", exchange -> {
                probes.incrementAndGet();
                answer(exchange, status, "ok");
            });
            bound.createContext("/version", this::tellVersion);
            bound.start();
            return bound;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tellVersion(HttpExchange exchange) throws IOException {
        String told = version;
        if (told.isEmpty()) {
            answer(exchange, 404, "nothing here");
        } else {
            answer(exchange, 200, "{\"version\":\"" + told + "\",\"commit\":\"of-" + told + "\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Health probes answered so far. */
    int probes() {
        return probes.get();
    }

    void answerWith(int newStatus) {
        status = newStatus;
    }

    /** Tells another version from now on; the empty one is told by none. */
    void redeploy(String newVersion) {
        version = newVersion;
    }

    void stop() {
        server.stop(0);
    }

    void startAgain() {
        server = bind(port);
    }

    @Override
    public void close() {
        stop();
    }
}
