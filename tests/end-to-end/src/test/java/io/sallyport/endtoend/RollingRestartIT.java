package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.StoreKeys;
import io.sallyport.endtoend.SeparateServices.Part;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every process of a suite is stopped and started again in turn, while clients ask without a pause: none of 10,000 requests fails. */
@Timeout(600)
class RollingRestartIT {
    private static final int CLIENTS = 4;
    private static final int REQUESTS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    @TempDir
    private static Path folder;

    @TempDir
    private static Path second;

    private static RedisServer redis;
    private static Shop shop;
    private static SeparateServices services;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        shop = Shop.start("1.1");
        services = SeparateServices.start(
                ConfigFolder.in(folder).with("policies.yaml", "rules: []\n").with("routes.yaml", """
                        clusters: [{name: shop, endpoints: [%s]}]
                        routes: [{name: shop, cluster: shop}]
                        """.formatted(
                                shop.endpoint())),
                redis.url());
        services.startSecondEdge(second);
    }

    @AfterAll
    static void stop() {
        if (services != null) {
            services.close();
        }
        shop.close();
        redis.close();
    }

    /** The edge by hot restart, so that clients need no other; and once in vain. */
    @Test
    void losesNoRequestOfOneEdge() {
        try (RollingClient clients =
                RollingClient.start(CLIENTS, services.ports().subList(0, 1))) {
            assertThat(services.replaceEdge()).isZero();
            services.replaceEdgeInVain();
            clients.assertUnbroken();
            assertThat(services.replaceEdge()).isZero();
            awaitRequests(clients);
        }
    }

    @Test
    void losesNoRequestWhileServicesAndEdgesStopAndStart() {
        List<Integer> edges = services.ports();
        try (RollingClient clients = RollingClient.start(CLIENTS, edges)) {
            for (Part part : List.of(Part.POLICY, Part.ROUTER, Part.CACHE, Part.LOGS, Part.EDGE)) {
                assertThat(services.stop(part)).as(part.name()).isZero();
                assertThat(leasesOf(part))
                        .as("a lease that a stand-by would wait for")
                        .isEqualTo(":0");
                services.restart(part);
                clients.assertUnbroken();
            }
            assertThat(services.restartSecondEdge(second)).isZero();
            awaitRequests(clients);
        }
    }

    /** How many it has left behind, in Redis's words. */
    private static String leasesOf(Part part) {
        String subject = part == Part.POLICY ? "policy" : "routes";
        boolean publishes = part == Part.POLICY || part == Part.ROUTER;
        return publishes ? redis("EXISTS " + StoreKeys.lease("snapshot:" + subject)) : ":0";
    }

    private static String redis(String command) {
        try (Socket socket = new Socket("127.0.0.1", redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitRequests(RollingClient clients) {
        Eventually.until("enough requests", PATIENCE, () -> clients.answers() >= REQUESTS);
        clients.close();
        clients.assertUnbroken();
    }
}
