package io.sallyport.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers of a good version, 1.5, and of one of whose answers every third is an error, 1.6. */
public final class TwoVersions implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer good = start("1.5");
    private final HttpServer bad = start("1.6");

    private HttpServer start(String version) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
            server.createContext("/", exchange -> answer(exchange, version));
            server.setExecutor(threads);
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(HttpExchange exchange, String version) throws IOException {
        boolean fails = version.equals("1.6") && asked.incrementAndGet() % 3 == 0;
        byte[] body = version.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(fails ? 500 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** @param canary the canary's keys beyond its version */
    public String routes(String canary) {
        return """
                clusters:
                  - name: shop
                    endpoints:
                      - {url: "http://127.0.0.1:%d", version: "1.5"}
                      - {url: "http://127.0.0.1:%d", version: "1.6"}
                routes:
                  - name: shop
                    cluster: shop
                    versions: {default: "1.5"}
                    canary: {version: "1.6", %s}
                """.formatted(good.getAddress().getPort(), bad.getAddress().getPort(), canary);
    }

    @Override
    public void close() {
        good.stop(0);
        bad.stop(0);
        threads.shutdownNow();
    }
}
