package io.sallyport.cache.shared;

import static io.sallyport.cache.shared.SharedHarness.await;
import static io.sallyport.cache.shared.SharedHarness.headFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheAnswer.Kind;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.http.HeaderList;
import io.sallyport.testkit.Eventually;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances asked and filled at random while what lies in Redis is flipped, deleted, swapped, evicted and lost: an answer
 * may be missing, but what is given is always something that was brought for that very key and variant, and whole.
 */
final class SharedChaosTest {
    private static final int PATHS = 6;
    private static final int KINDS = 3;

    private final Random random = new Random(20261126);
    private final Set<String> smalls = new HashSet<>();
    private final Map<String, byte[]> larges = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private SharedHarness harness;
    private int given;
    private int damaged;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        // Hardly any memory of its own, so that answers come from the store.
        harness = SharedHarness.start(folder, 2, "{sharedTimeout: 10s, sharedMemory: 1KiB}");
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void neverGivesWhatWasNotBrought() {
        for (int round = 0; round < 600; round++) {
            step(random.nextInt(10));
        }
        assertThat(given).isGreaterThan(20);
        assertThat(damaged).isGreaterThan(20);
        harness.redis.restart();
        Eventually.until("it is kept again", () -> fillSmall(0, 0, 10));
        check(0, 0);
    }

    @Test
    void neverGivesHalfOfWhatRedisThrowsAway() {
        harness.redis("CONFIG SET maxmemory 6mb");
        harness.redis("CONFIG SET maxmemory-policy volatile-lru");
        for (int round = 0; round < 60; round++) {
            fillLarge(random.nextInt(PATHS), random.nextInt(KINDS));
            check(random.nextInt(PATHS), random.nextInt(KINDS));
        }
        assertThat(given).isPositive();
    }

    private void step(int choice) {
        int path = random.nextInt(PATHS);
        int kind = random.nextInt(KINDS);
        switch (choice) {
            case 0, 1 -> fillSmall(path, kind, random.nextInt(3) == 0 ? CacheFill.BODY_MAX : 40);
            case 2 -> fillLarge(path, kind);
            case 3 -> damage();
            default -> check(path, kind);
        }
    }

    private String instance() {
        List<String> instances = harness.instances();
        return instances.get(random.nextInt(instances.size()));
    }

    private static byte[] head(int kind) {
        return headFor(HeaderList.of("x-kind", "" + kind), "max-age=60", "vary", "x-kind");
    }

    private boolean fillSmall(int path, int kind, int length) {
        String text = path + "/" + kind + "/" + random.nextLong();
        byte[] body = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), Math.max(length, text.length()));
        smalls.add(new String(body, StandardCharsets.UTF_8));
        return harness.fill(
                instance(), new CacheFill(SharedHarness.key("/" + path), head(kind), body, "", body.length, "", 0));
    }

    private void fillLarge(int path, int kind) {
        byte[] body = new byte[CacheFill.BODY_MAX + 1 + random.nextInt(3 * Chunk.SIZE)];
        random.nextBytes(body);
        String object = "object-" + larges.size();
        larges.put(object, body);
        owners.put(object, path + "/" + kind);
        String instance = instance();
        for (int i = 0; i < Chunk.count(body.length); i++) {
            byte[] piece = Arrays.copyOfRange(body, i * Chunk.SIZE, Math.min(body.length, (i + 1) * Chunk.SIZE));
            await(harness.put(instance, new Chunk(object, i, piece)));
        }
        harness.fill(instance, SharedHarness.large("/" + path, head(kind), object, body.length));
    }

    private void check(int path, int kind) {
        String instance = instance();
        CacheAnswer answer = await(harness.ask(instance, "/" + path, 0, "x-kind", "" + kind));
        if (answer.kind() != Kind.FOUND) {
            return;
        }
        given++;
        if (answer.object().isEmpty()) {
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            assertThat(body).startsWith(path + "/" + kind + "/");
            assertThat(smalls).contains(body);
        } else if (larges.containsKey(answer.object())) {
            assertThat(owners).containsEntry(answer.object(), path + "/" + kind);
            checkChunks(instance, path, answer);
        } else {
            byte[] body =
                    harness.chunk(instance, "/" + path, answer.object(), 0).bytes();
            assertThat(body.length == 0 || smalls.contains(new String(body, StandardCharsets.UTF_8)))
                    .isTrue();
        }
    }

    private void checkChunks(String instance, int path, CacheAnswer answer) {
        byte[] body = larges.get(answer.object());
        assertThat(answer.length()).isEqualTo(body.length);
        for (int i = 0; i < Chunk.count(body.length); i++) {
            byte[] piece =
                    harness.chunk(instance, "/" + path, answer.object(), i).bytes();
            if (piece.length == 0) {
                return;
            }
            assertThat(piece)
                    .isEqualTo(Arrays.copyOfRange(body, i * Chunk.SIZE, Math.min(body.length, (i + 1) * Chunk.SIZE)));
        }
    }

    private void damage() {
        List<String> names = await(harness.store.keys("sallyport:cache:"));
        if (names.size() < 2) {
            return;
        }
        damaged++;
        String name = names.get(random.nextInt(names.size()));
        Buffer bytes = await(harness.store.get(name)).orElse(Buffer.buffer("x"));
        switch (random.nextInt(4)) {
            case 0 -> await(harness.store.delete(name));
            case 1 -> {
                int place = random.nextInt(bytes.length());
                put(name, bytes.copy().setByte(place, (byte) (bytes.getByte(place) ^ 1 << random.nextInt(8))));
            }
            case 2 -> put(name, bytes.getBuffer(0, random.nextInt(bytes.length())));
            default -> put(names.get(random.nextInt(names.size())), bytes);
        }
    }

    private void put(String name, Buffer bytes) {
        await(harness.store.put(name, bytes, Duration.ofMinutes(1)));
    }
}
