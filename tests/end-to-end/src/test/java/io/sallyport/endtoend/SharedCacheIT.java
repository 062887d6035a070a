package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.process.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three edges that share a cache through two cache-services and a real Redis, of which any may die. */
@Timeout(300)
class SharedCacheIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CROWD = Integer.getInteger("sallyport.test.crowd", 300);

    private static final String ROUTES = """
            clusters: [{name: shop, endpoints: [%s]}]
            routes: [{name: shop, cluster: shop, cache: {enabled: true}}]
            """;

    @TempDir
    private static Path folder;

    @AutoClose
    private static RedisServer redis;

    @AutoClose
    private static Shop shop;

    @AutoClose
    private static SharedEdges suite;

    private final List<RawClient> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        shop = Shop.start("1.1");
        suite = SharedEdges.start(
                folder, redis, ROUTES.formatted(shop.endpoint()), "lease: 2s, memory: 8MiB, maxObject: 1MiB");
    }

    @BeforeEach
    void allAreThere() {
        suite.awaitCaches(SharedEdges.CACHES);
    }

    @AfterEach
    void closeClients() {
        clients.forEach(RawClient::close);
    }

    private static Answer kept(String text) {
        return Answer.text(text, "Cache-Control: max-age=600");
    }

    private RawResponse get(int edge, String path) {
        try (RawClient client = suite.client(edge)) {
            return client.timeout(PATIENCE).get(path);
        }
    }

    /** Sends the same request to all edges in turn, on connections of their own, and does not wait for answers. */
    private List<RawClient> crowd(String path, int count) {
        List<RawClient> crowd = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RawClient client = suite.client(i % SharedEdges.EDGES).timeout(PATIENCE);
            clients.add(client);
            crowd.add(client);
            client.send(Requests.head("GET", path));
        }
        return crowd;
    }

    private static void assertAll(List<RawClient> crowd, String body) {
        for (RawClient client : crowd) {
            RawResponse answer = client.readResponse();
            assertThat(answer.status()).as(answer.head()).isEqualTo(200);
            assertThat(answer.bodyText()).isEqualTo(body);
        }
    }

    @Test
    void oneRequestReachesTheOriginForACrowdAtAllEdges() {
        Gate gate = new Gate();
        shop.origin().on("/crowd", kept("for all").behind(gate));

        List<RawClient> crowd = crowd("/crowd", CROWD);
        shop.origin().awaitRequest(shop.origin().requests().size());
        gate.open();

        assertAll(crowd, "for all");
        assertThat(shop.requests("/crowd")).hasSize(1);
    }

    @Test
    void whatOneEdgeFetchedTheOthersHave() {
        shop.origin().on("/shared", kept("shared"));

        assertThat(get(0, "/shared").bodyText()).isEqualTo("shared");
        Eventually.that(() ->
                assertThat(get(1, "/shared").field("cache-status").orElse("")).contains("hit"));
        assertThat(get(2, "/shared").bodyText()).isEqualTo("shared");

        assertThat(shop.requests("/shared")).hasSizeLessThanOrEqualTo(2);
    }
}
