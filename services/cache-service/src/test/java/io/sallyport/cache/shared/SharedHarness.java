package io.sallyport.cache.shared;

import io.sallyport.cache.CacheService;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.CacheQuestion;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.ChunkQuestion;
import io.sallyport.contract.cache.FillAnswer;
import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderList;
import io.sallyport.kit.config.SuiteConfigLoader;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.Stores;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Instances of the service on one Vert.x and a real Redis, spoken to as edges do. */
final class SharedHarness implements AutoCloseable {
    private static final String SERVICE = "cache-service";

    private final List<CacheService> services = new ArrayList<>();
    private final RunningEnvironment running;
    final RedisServer redis;
    final Vertx vertx = Vertx.vertx();
    final Store store;

    /** @param cache keys of {@code cache}, in braces */
    private SharedHarness(Path folder, RedisServer redis, String cache) throws Exception {
        this.redis = redis;
        Files.writeString(
                folder.resolve("sallyport.yaml"),
                "admin: {api: \"127.0.0.1:0\"}\nstore: {url: \"" + redis.url() + "\", timeout: 5s}\ncache: " + cache
                        + "\n");
        running = RunningEnvironment.on(vertx, SuiteConfigLoader.load(folder, Map.of(), new Properties()), folder);
        store = Stores.open(vertx, new StoreConfig(redis.url(), Duration.ofSeconds(2)));
    }

    static SharedHarness start(Path folder, int instances, String cache) throws Exception {
        SharedHarness harness = new SharedHarness(folder, RedisServer.start(), cache);
        for (int i = 0; i < instances; i++) {
            harness.add();
        }
        return harness;
    }

    /** Starts one more instance; returns its name. */
    String add() {
        List<String> before = instances();
        CacheService service = new CacheService();
        await(service.start(running.environment()));
        services.add(service);
        Eventually.until("it announces itself", () -> instances().size() > before.size());
        List<String> added = new ArrayList<>(instances());
        added.removeAll(before);
        return added.get(0);
    }

    List<String> instances() {
        return running.environment().roster().ready(SERVICE).stream()
                .map(ServiceAnnouncement::instance)
                .toList();
    }

    String instance() {
        return instances().get(0);
    }

    /** Stops the instances in an orderly way. */
    void stopServices() {
        services.forEach(service -> await(service.stop()));
        services.clear();
    }

    String api() {
        return running.environment().roster().ready(SERVICE).get(0).api();
    }

    long figure(String name) {
        return running.environment().roster().ready(SERVICE).stream()
                .mapToLong(entry -> entry.figures().getOrDefault(name, 0L))
                .sum();
    }

    Future<CacheAnswer> ask(String instance, String path, long waiting, String... request) {
        CacheQuestion question = new CacheQuestion(key(path), List.of(request), "edge-1", waiting);
        return call(Addresses.CACHE_ASK, instance, question);
    }

    /** Asks without waiting. */
    CacheAnswer look(String path, String... request) {
        return await(ask(instance(), path, 0, request));
    }

    boolean fill(String instance, CacheFill fill) {
        return await(filling(instance, fill)).kept();
    }

    Future<FillAnswer> filling(String instance, CacheFill fill) {
        return call(Addresses.CACHE_FILL, instance, fill);
    }

    Future<FillAnswer> put(String instance, Chunk chunk) {
        return call(Addresses.CACHE_CHUNK_PUT, instance, chunk);
    }

    Chunk chunk(String instance, String path, String object, int index) {
        ChunkQuestion question = new ChunkQuestion(key(path), object, index);
        return await(this.<Chunk>call(Addresses.CACHE_CHUNK_ASK, instance, question));
    }

    void note(String instance, String path, String lease, LeaseNote.State state) {
        vertx.eventBus().send(Addresses.of(Addresses.CACHE_LEASE, instance), new LeaseNote(key(path), lease, state));
    }

    private <A> Future<A> call(String address, String instance, Object message) {
        return vertx.eventBus()
                .<A>request(Addresses.of(address, instance), message, new DeliveryOptions().setSendTimeout(20_000))
                .map(reply -> reply.body());
    }

    /** Brings a large body in chunks under a name, the first of them first. */
    void bring(String instance, String object, byte[] body) {
        for (int i = 0; i < Chunk.count(body.length); i++) {
            byte[] piece = Arrays.copyOfRange(body, i * Chunk.SIZE, Math.min(body.length, (i + 1) * Chunk.SIZE));
            if (!await(put(instance, new Chunk(object, i, piece))).kept()) {
                throw new AssertionError("chunk " + i + " was not taken");
            }
        }
    }

    /** Has Redis carry a command out, as an operator would; returns the first line of its answer. */
    String redis(String command) {
        try (Socket socket = new Socket("127.0.0.1", redis.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] key(String path) {
        return CacheKey.parse("http://shop.example" + path, "shop").bytes();
    }

    static CacheFill small(String path, byte[] head, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new CacheFill(key(path), head, bytes, "", bytes.length, "", 7);
    }

    static CacheFill large(String path, byte[] head, String object, long length) {
        return new CacheFill(key(path), head, new byte[0], object, length, "", 7);
    }

    static CacheFill leased(CacheFill fill, String lease) {
        return new CacheFill(fill.key(), fill.head(), fill.body(), fill.object(), fill.length(), lease, fill.mark());
    }

    /** A response of now. */
    static byte[] head(String control, String... fields) {
        return head(System.currentTimeMillis(), HeaderList.EMPTY, control, fields);
    }

    /** A response of now to a request with these fields. */
    static byte[] headFor(HeaderList request, String control, String... fields) {
        return head(System.currentTimeMillis(), request, control, fields);
    }

    static byte[] head(long millis, HeaderList request, String control, String... fields) {
        List<String> all = new ArrayList<>(List.of("cache-control", control));
        all.addAll(List.of(fields));
        HeaderList response = HeaderList.of(all.toArray(String[]::new));
        VaryKey vary =
                VaryKey.of(FieldNames.parse(response.all("vary")), request).orElseThrow();
        return StoredHeadForm.write(StoredHead.of(200, response, vary, new Timing(millis, millis)));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within 20 s", e);
        }
    }

    @Override
    public void close() {
        stopServices();
        await(store.close());
        await(running.close());
        await(vertx.close());
        redis.close();
    }
}
