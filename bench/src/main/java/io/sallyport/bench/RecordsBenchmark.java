package io.sallyport.bench;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.contract.log.line.CommonLine;
import io.sallyport.contract.log.line.JsonLine;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.edge.observe.AccessShipper;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.bus.AccessBatchBytes;
import io.sallyport.kit.bus.BusCodecs;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What an access record costs: on the event loop of its exchange ({@code offer}, {@code make}), and on the worker threads that
 * ship it and write it as a line.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordsBenchmark {
    private static final int ROUND = 40_000;
    private static final int BATCH = 500;

    private final AccessRecord access = access(1);
    private final AccessBatch batch = new AccessBatch(
            "edge-1",
            IntStream.range(0, BATCH).mapToObj(RecordsBenchmark::access).toList(),
            0);
    private final Buffer bytes = AccessBatchBytes.encode(batch);
    private final JsonLine json = new JsonLine();
    private final CommonLine combined = CommonLine.combined();
    private final StringBuilder line = new StringBuilder(4096);

    /** An edge's shipper, whose collector answers at once; before each round it has nothing to do. */
    @State(Scope.Benchmark)
    public static class Shipping {
        private Vertx vertx;
        private AccessShipper shipper;

        @Setup(Level.Trial)
        public void open() {
            vertx = Vertx.vertx();
            BusCodecs.register(vertx);
            vertx.eventBus().<AccessBatch>consumer(Addresses.ACCESS_LOG, message -> message.reply(1L));
            SuiteConfig config = new SuiteConfig(
                    null,
                    null,
                    null,
                    null,
                    null,
                    LogsConfig.shipping(50_000, Duration.ofMillis(20)),
                    null,
                    null,
                    null,
                    null);
            shipper = AccessShipper.open(vertx, Path.of(""), "edge-1", config, record -> {}, new Metrics());
        }

        @Setup(Level.Invocation)
        public void drain() {
            while (shipper.figures().waiting() > 0) {
                Thread.onSpinWait();
            }
        }

        @TearDown(Level.Trial)
        public void close() throws Exception {
            shipper.close().await(10, TimeUnit.SECONDS);
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    /** A record that is there already. What ships meanwhile, on another thread, counts as allocated here. */
    @Benchmark
    @OperationsPerInvocation(ROUND)
    public void offer(Shipping shipping) {
        for (int i = 0; i < ROUND; i++) {
            shipping.shipper.offer(access);
        }
    }

    /** Making the record as well, of values that are at hand. */
    @Benchmark
    @OperationsPerInvocation(ROUND)
    public void makeAndOffer(Shipping shipping) {
        for (int i = 0; i < ROUND; i++) {
            shipping.shipper.offer(access.withSequence(i));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Buffer encode() {
        return AccessBatchBytes.encode(batch);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public AccessBatch decode() {
        return AccessBatchBytes.decode(bytes);
    }

    @Benchmark
    public int jsonLine() {
        line.setLength(0);
        json.write(line, "edge-1", access);
        return line.length();
    }

    @Benchmark
    public int combinedLine() {
        line.setLength(0);
        combined.write(line, "edge-1", access);
        return line.length();
    }

    /** A usual one: path and request id differ, the rest repeats within a batch. */
    private static AccessRecord access(int number) {
        return new AccessRecord(
                number,
                1_767_225_600_000_000L + number * 37L,
                1500 + number,
                1200,
                Kind.EXCHANGE,
                Direction.REVERSE,
                "web",
                "HTTP/1.1",
                List.of("192.0.2.7", "192.0.2.8", "2001:db8::17").get(number % 3),
                "GET",
                "https",
                "shop.example",
                "/catalogue/items/" + number + "?page=2",
                200,
                Outcome.FORWARDED,
                "default",
                "shop",
                "shop",
                "http://127.0.0.1:9101",
                "1.4.2",
                "fwd=uri-miss; stored",
                0,
                20_480 + number,
                12,
                7,
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "7f3a90c2-" + number,
                "",
                "",
                1,
                "",
                "",
                "",
                "",
                "");
    }
}
