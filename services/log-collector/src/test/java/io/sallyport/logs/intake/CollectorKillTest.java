package io.sallyport.logs.intake;

import static io.sallyport.logs.Records.record;
import static io.sallyport.logs.intake.Collector.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.bus.AccessBatchBytes;
import io.sallyport.kit.store.StreamWriter;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.JavaProcess;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two collectors in processes of their own, killed in turn while records arrive: each record is there once in the end. */
class CollectorKillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> EDGES = List.of("edge-1", "edge-2");
    private static final int ROUNDS = 4;
    private static final int BATCHES = 150;
    private static final int BATCH = 100;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, StreamWriter> writers = new HashMap<>();
    private final Map<String, JavaProcess> processes = new HashMap<>();
    private RedisServer server;
    private StoreConfig store;

    @Test
    void losesAndRepeatsNothing() {
        server = RedisServer.start();
        store = new StoreConfig(server.url(), Duration.ofSeconds(5));
        EDGES.forEach(edge -> writers.put(edge, StreamWriter.open(vertx, store, StoreKeys.records(), edge)));
        try {
            start("one");
            start("two");
            for (int round = 0; round < ROUNDS; round++) {
                String victim = round % 2 == 0 ? "one" : "two";
                killAmidArrivals(round, victim);
            }
            processes.values().forEach(JavaProcess::kill);
            assertThat(keptInTheEnd()).containsExactlyInAnyOrderElementsOf(expected());
        } finally {
            processes.values().forEach(JavaProcess::close);
            writers.values().forEach(writer -> await(writer.close()));
            await(vertx.close());
            server.close();
        }
    }

    /** Kills it when it has kept some of the round, and starts it again when the other one has had time to take over. */
    private void killAmidArrivals(int round, String victim) {
        long first = (long) round * BATCHES * BATCH + 1;
        List<Future<?>> appends = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            long from = first + (long) batch * BATCH;
            EDGES.forEach(edge -> appends.add(append(edge, from)));
            if (batch == BATCHES / 2) {
                appends.forEach(Collector::await);
                processes.get(victim).kill();
            }
        }
        appends.forEach(Collector::await);
        start(victim);
    }

    private Future<?> append(String edge, long first) {
        List<AccessRecord> records = LongStream.range(first, first + BATCH)
                .mapToObj(sequence -> record().sequence(sequence).build())
                .toList();
        return writers.get(edge)
                .append(
                        first + BATCH - 1,
                        BATCH,
                        AccessBatchBytes.encode(new AccessBatch(edge, records, 0)),
                        10_000_000);
    }

    private void start(String name) {
        JavaProcess process = JavaProcess.of(CollectorMain.class)
                .args(server.url(), folder.resolve(name).toString(), "500")
                .start();
        processes.put(name, process);
        Eventually.until(
                name + " is open", PATIENCE, () -> process.output().all().contains("open"));
    }

    /** Both come back once more, in this process, and find what there is to find. */
    private List<String> keptInTheEnd() {
        Collector one = open("one");
        Collector two = open("two");
        try {
            Eventually.until("the stream is empty", PATIENCE, () -> await(one.weight()) == 0);
            Eventually.that(PATIENCE, () -> assertThat(faults(one, two)).isEmpty());
            return Stream.concat(one.kept().stream(), two.kept().stream()).toList();
        } finally {
            one.close();
            two.close();
        }
    }

    /** Records that are not there once, few of them. */
    private static List<String> faults(Collector one, Collector two) {
        Map<String, Integer> times = new HashMap<>();
        expected().forEach(name -> times.put(name, 0));
        one.kept().forEach(name -> times.merge(name, 1, Integer::sum));
        two.kept().forEach(name -> times.merge(name, 100, Integer::sum));
        return times.entrySet().stream()
                .filter(entry -> entry.getValue() != 1 && entry.getValue() != 100)
                .map(Map.Entry::toString)
                .sorted()
                .limit(100)
                .toList();
    }

    private Collector open(String name) {
        return Collector.open(new Collector.Setting(store, folder.resolve(name), Duration.ofMillis(500)))
                .start();
    }

    private static List<String> expected() {
        return EDGES.stream()
                .flatMap(edge -> LongStream.rangeClosed(1, (long) ROUNDS * BATCHES * BATCH)
                        .mapToObj(sequence -> edge + " " + sequence))
                .toList();
    }
}
