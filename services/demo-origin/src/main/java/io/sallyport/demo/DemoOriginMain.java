package io.sallyport.demo;

import io.sallyport.demo.DemoOrigin.Identity;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Runs one demo server: {@code --port 9101 --version 1.1 --name shop-1 --host 0.0.0.0}, all optional. */
public final class DemoOriginMain {
    private static final Set<String> OPTIONS = Set.of("--port", "--version", "--name", "--host");

    private DemoOriginMain() {}

    public static void main(String[] args) {
        try {
            run(options(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        "found \"" + args[i] + "\", allowed: --port N, --version TEXT, --name TEXT, --host ADDRESS");
            }
            options.put(args[i], args[i + 1]);
        }
        return options;
    }

    private static void run(Map<String, String> options) {
        String version = options.getOrDefault("--version", "1.0");
        String host = options.getOrDefault("--host", "0.0.0.0");
        int port = port(options.getOrDefault("--port", "9101"));
        Identity identity = new Identity(options.getOrDefault("--name", "demo-" + version), version);
        Vertx vertx = Vertx.vertx();
        DemoOrigin.start(vertx, identity, host, port, Clock.systemUTC())
                .onSuccess(origin ->
                        System.err.println(identity.name() + " " + version + " serves " + host + ":" + origin.port()))
                .onFailure(failure -> {
                    System.err.println(host + ":" + port + ": " + failure.getMessage());
                    System.exit(1);
                });
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number out of range.
        }
        throw new IllegalArgumentException("--port: found \"" + text + "\", allowed: 0 to 65535");
    }
}
