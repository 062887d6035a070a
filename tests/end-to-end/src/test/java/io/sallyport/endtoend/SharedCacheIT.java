package io.sallyport.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.process.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
    /** What becomes of an object that may be shared. */
    private static final String[] RESULTS = {"kept", "refused", "failed", "dropped", "cut"};

    /** How many ask at once; {@code -Dsallyport.test.crowd=1000} for as many as a big machine takes. */
    private static final int CROWD = Integer.getInteger("sallyport.test.crowd", 300);

    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final String COLD = "never asked for before";

    private static final String ROUTES = """
            clusters: [{name: shop, endpoints: ["http://%s"]}]
            routes: [{name: shop, cluster: shop, cache: {enabled: true}}]
            """;

    @TempDir
    private static Path folder;

    @AutoClose
    private static RedisServer redis;

    @AutoClose
    private static ScriptedOrigin origin;

    @AutoClose
    private static SharedEdges suite;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final List<RawClient> clients = new ArrayList<>();
    private final List<SteadyClient> load = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        origin = ScriptedOrigin.start(kept(COLD));
        suite = SharedEdges.start(
                folder, redis, ROUTES.formatted(origin.authority()), "lease: 2s, memory: 8MiB, maxObject: 1MiB");
    }

    @BeforeEach
    void allAreThere() {
        suite.awaitCaches(SharedEdges.CACHES);
    }

    @AfterEach
    void endClients() {
        clients.forEach(RawClient::close);
        load.forEach(SteadyClient::close);
    }

    private static Answer kept(String text) {
        return Answer.text(text, "Cache-Control: max-age=600");
    }

    private static RawResponse get(int edge, String path) {
        try (RawClient client = suite.client(edge)) {
            return client.timeout(PATIENCE).get(path);
        }
    }

    private static List<RawRequest> asked(String path) {
        return origin.requests().stream()
                .filter(request -> request.target().equals(path))
                .toList();
    }

    private static String fresh(String name) {
        return "/" + name + "/" + COUNT.incrementAndGet();
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

    /** Clients of all edges that ask for something new each time. */
    private void startLoad() {
        for (int i = 0; i < SharedEdges.EDGES; i++) {
            load.add(SteadyClient.start(suite.client(i), () -> fresh("cold"), COLD));
        }
        goOn(20);
    }

    private void goOn(int answers) {
        load.forEach(client -> client.awaitMore(answers));
    }

    private void endLoad() {
        load.forEach(SteadyClient::stop);
    }

    /** Waits until what one edge fetches is answered by the others without the origin. */
    private static void awaitSharing() {
        Eventually.that(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 8; i++) {
                String path = fresh("between");
                for (int edge = 0; edge < SharedEdges.EDGES; edge++) {
                    assertThat(get(edge, path).bodyText()).isEqualTo(COLD);
                }
                assertThat(asked(path)).hasSize(1);
            }
        });
    }

    @Test
    void oneRequestReachesTheOriginForACrowdAtAllEdges() {
        Gate gate = new Gate();
        origin.on("/crowd", kept("for all").behind(gate));

        List<RawClient> crowd = crowd("/crowd", CROWD);
        gate.awaitArrival();
        gate.open();

        assertAll(crowd, "for all");
        assertThat(asked("/crowd")).hasSize(1);
        assertThat(get(0, "/crowd").field("cache-status").orElse("")).contains("hit");
    }

    @Test
    void whatOneEdgeFetchesTheOthersHave() {
        awaitSharing();
    }

    /** All but the first are at the origin at the same time, or the gate would never open. */
    @Test
    void privateAnswersAreNotSerialised() {
        int count = 30;
        Gate gate = new Gate();
        AtomicInteger arrived = new AtomicInteger();
        Answer mine = Answer.text("mine", "Cache-Control: private");
        origin.on("/private", (request, connection) -> {
            Answer answer = arrived.incrementAndGet() == 1 ? mine : mine.behind(gate);
            answer.answer(request, connection);
        });

        List<RawClient> crowd = crowd("/private", count);
        Eventually.until("all at once at the origin", () -> asked("/private").size() == count);
        gate.open();

        assertAll(crowd, "mine");
    }

    @Test
    void aLargeObjectIsSharedWhole() {
        String text = text(3 << 20);
        String path = shared("/large-", text);

        assertThat(get(1, path).bodyText()).isEqualTo(text);
        try (RawClient slow = suite.slowClient(2).timeout(PATIENCE)) {
            RawResponse head = slow.send(Requests.head("GET", path)).readHead();
            assertThat(get(2, path).bodyText()).isEqualTo(text);
            assertThat(slow.readBody(head).bodyText()).isEqualTo(text);
        }
        assertThat(asked(path)).hasSize(1);
    }

    /** The path of an object that the first edge has brought to the shared tier; a busy machine may leave one out, and then another one is tried. */
    private static String shared(String beginning, String text) {
        double kept = kept(0);
        for (int i = 0; ; i++) {
            String path = beginning + i;
            origin.on(path, kept(text));
            double over = over(0);
            assertThat(get(0, path).bodyText()).isEqualTo(text);
            Eventually.until("it is known what became of it", PATIENCE, () -> over(0) > over);
            if (kept(0) > kept) {
                return path;
            }
            assertThat(i).as("objects that were left out").isLessThan(5);
        }
    }

    /** What was brought to the shared tier, or was not. */
    private static double over(int edge) {
        return Stream.of(RESULTS)
                .mapToDouble(result ->
                        suite.admin(edge).metric("sallyport_cache_shared_fills_total{result=\"" + result + "\"}"))
                .sum();
    }

    private static String text(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static double kept(int edge) {
        return suite.admin(edge).metric("sallyport_cache_shared_fills_total{result=\"kept\"}");
    }

    @Test
    void aCacheServiceThatDiesFailsNoRequest() {
        startLoad();

        suite.killCache(0);
        goOn(30);
        suite.awaitCaches(1);
        goOn(20);
        awaitSharing();
        suite.restartCache(0);
        suite.awaitCaches(SharedEdges.CACHES);
        goOn(20);

        endLoad();
        awaitSharing();
    }

    @Test
    void aStoreThatFailsFailsNoRequest() {
        startLoad();

        redis.freeze();
        goOn(20);
        redis.thaw();
        goOn(20);
        redis.kill();
        goOn(20);
        redis.restart();
        goOn(20);
        awaitSharing();
        endLoad();
    }

    @Test
    void aFullStoreFailsNoRequest() {
        startLoad();

        redis("CONFIG SET maxmemory 1mb\r\n");
        goOn(20);
        redis("CONFIG SET maxmemory 0\r\n");

        endLoad();
        awaitSharing();
    }

    private static void redis(String command) {
        try (RawClient client = RawClient.connect(redis.port())) {
            client.send(command);
            assertThat(new String(client.read(5), US_ASCII)).isEqualTo("+OK\r\n");
        }
    }

    @Test
    void anEdgeThatDiesWhileItFetchesForAllHoldsTheOthersForALeaseAtMost() {
        AtomicInteger arrived = new AtomicInteger();
        origin.on("/held", (request, connection) -> {
            boolean first = arrived.incrementAndGet() == 1;
            (first ? Answer.stall() : kept("after all")).answer(request, connection);
        });
        RawClient doomed = suite.client(0);
        clients.add(doomed);
        doomed.send(Requests.head("GET", "/held"));
        Eventually.until("it fetches", () -> asked("/held").size() == 1);
        RawClient other = suite.client(1).timeout(PATIENCE);
        clients.add(other);
        other.send(Requests.head("GET", "/held"));
        RawClient third = suite.client(2).timeout(PATIENCE);
        clients.add(third);
        third.send(Requests.head("GET", "/held"));

        suite.killEdge(0);
        long from = System.nanoTime();
        assertAll(List.of(other, third), "after all");

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(LEASE.plusSeconds(3));
        assertThat(asked("/held")).hasSize(2);
        suite.restartEdge(0);
    }
}
