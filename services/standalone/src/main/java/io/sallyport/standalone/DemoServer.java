package io.sallyport.standalone;

import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.standalone.check.CheckedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the servers that the demo configuration needs behind it.
 *
 * @param name    told by its {@code /version}
 * @param version the endpoint's label
 * @param port    on {@value #HOST}
 */
public record DemoServer(String name, String version, int port) {
    static final String HOST = "127.0.0.1";

    private static final int FIRST_PORT = 9101;
    private static final int LAST_PORT = 9103;

    /**
     * Those that the routes of the shipped folder name; none for any other folder, whose endpoints are somebody's real
     * servers.
     *
     * @param home where the program is; its {@code config} is the shipped folder
     */
    public static List<DemoServer> of(CheckedFolder folder, Path home) {
        if (!isShipped(folder.folder(), home)) {
            return List.of();
        }
        Map<Integer, DemoServer> servers = new LinkedHashMap<>();
        folder.routes().clusters().stream()
                .flatMap(cluster -> cluster.endpoints().stream())
                .filter(DemoServer::isDemo)
                .forEach(endpoint -> servers.putIfAbsent(endpoint.port(), of(endpoint)));
        return new ArrayList<>(servers.values());
    }

    private static boolean isShipped(Path folder, Path home) {
        try {
            return Files.isSameFile(folder, home.resolve("config"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isDemo(EndpointDocument endpoint) {
        return endpoint.host().equals(HOST) && endpoint.port() >= FIRST_PORT && endpoint.port() <= LAST_PORT;
    }

    private static DemoServer of(EndpointDocument endpoint) {
        String version = endpoint.version().isEmpty() ? "1.0" : endpoint.version();
        return new DemoServer("shop-" + (endpoint.port() - FIRST_PORT + 1), version, endpoint.port());
    }
}
