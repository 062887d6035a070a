package io.sallyport.logs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sallyport.contract.ByteSize;
import io.sallyport.logs.Archives;
import io.sallyport.logs.Records;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.record.KeptRecord;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Instant NOW = Instant.ofEpochSecond(Records.NEW_YEAR_MICROS / 1_000_000 + 3600);
    private static final String STORED = "fwd=uri-miss; stored";
    private static final String HIT = "hit; ttl=600";

    private final Archive archive = Archives.inMemory();
    private final List<KeptRecord> asked = new ArrayList<>();
    private long second;

    @AfterEach
    void close() {
        archive.close();
    }

    private void asked(String path, String cache) {
        asked.add(Records.record()
                .startedAt(Records.NEW_YEAR_MICROS + second++ * 1_000_000)
                .path(path)
                .cache(cache)
                .kept());
    }

    private SimulationReport run(String body) {
        Simulation simulation = SimulationBody.read(Buffer.buffer(body), ByteSize.ofMiB(256), NOW);
        return run(simulation, () -> 0);
    }

    private SimulationReport run(Simulation simulation, LongSupplier nanos) {
        archive.append(asked, List.of());
        asked.clear();
        return Replay.run(archive, simulation, nanos);
    }

    @Test
    void aParameterThatIsLeftOutMergesUrls() {
        for (int i = 0; i < 10; i++) {
            asked("/a?session=" + i, STORED);
        }

        SimulationReport report = run("{\"proposed\": {\"drop\": [\"session\"]}}");

        assertThat(report.eligible()).isEqualTo(10);
        assertThat(report.had().hits()).isZero();
        assertThat(report.current().hits()).isZero();
        assertThat(report.proposed().hits()).isEqualTo(9);
        assertThat(report.proposed().ratio()).isEqualTo(0.9);
        assertThat(report.bytesSaved())
                .isEqualTo(9 * Records.record().kept().access().bytesOut());
        assertThat(report.merged()).singleElement().satisfies(merge -> {
            assertThat(merge.url()).endsWith("/a");
            assertThat(merge.urls()).isEqualTo(10);
            assertThat(merge.requests()).isEqualTo(10);
        });
    }

    @Test
    void theModelOfTheCurrentWayAgreesWithWhatWas() {
        asked("/a", STORED);
        asked("/a?utm_source=x", HIT);
        asked("/b?x=1&y=2", STORED);
        asked("/b?y=2&x=1", STORED);
        asked("/b?x=1&y=2", HIT);

        SimulationReport report = run("{\"proposed\": {\"sort\": true}}");

        assertThat(report.had().hits()).isEqualTo(2);
        assertThat(report.current().hits()).isEqualTo(2);
        assertThat(report.proposed().hits()).isEqualTo(3);
        assertThat(report.complete()).isTrue();
        assertThat(report.from()).isEqualTo(Instant.ofEpochSecond(Records.NEW_YEAR_MICROS / 1_000_000));
    }

    @Test
    void noRuleMakesAPrivateAnswerPublic() {
        for (int i = 0; i < 4; i++) {
            asked("/mine", "fwd=uri-miss; detail=private");
            asked("/dull", "fwd=uri-miss; detail=no-lifetime");
            asked("/post", "fwd=method");
        }

        SimulationReport report = run("{\"proposed\": {\"lifetime\": \"1h\", \"drop\": [\"*\"]}}");

        assertThat(report.eligible()).isEqualTo(8);
        assertThat(report.current().hits()).isZero();
        assertThat(report.proposed().hits()).as("of /dull alone").isEqualTo(3);
    }

    @Test
    void answersLiveAsLongAsRecordsSayOrAsProposed() {
        asked("/a", STORED);
        asked("/a", "hit; ttl=9");
        second += 100;
        asked("/a", STORED);

        SimulationReport report = run("{\"proposed\": {\"lifetime\": \"1d\"}}");

        assertThat(report.current().hits()).isEqualTo(1);
        assertThat(report.proposed().hits()).isEqualTo(2);
    }

    @Test
    void aSmallMemoryHoldsLess() {
        Random random = new Random(47);
        for (int i = 0; i < 20_000; i++) {
            asked("/" + (int) Math.abs(random.nextGaussian() * 400), STORED);
        }

        SimulationReport report =
                run("{\"current\": {\"memory\": \"unbounded\"}, \"proposed\": {\"memory\": \"64KiB\"}}");

        assertThat(report.current().ratio()).isGreaterThan(0.9);
        assertThat(report.proposed().ratio()).isBetween(0.02, 0.3);
    }

    @Test
    void stopsInTimeAndSaysSo() {
        for (int i = 0; i < 10_000; i++) {
            asked("/" + i, STORED);
        }
        AtomicLong nanos = new AtomicLong();
        Simulation simulation = SimulationBody.read(Buffer.buffer("{}"), ByteSize.ofMiB(1), NOW);

        SimulationReport report = run(simulation, () -> nanos.getAndAdd(1_000_000_000L));

        assertThat(report.complete()).isFalse();
        assertThat(report.records()).isLessThan(10_000);
    }

    @Test
    void looksAtTheNewestOfARouteSinceATime() {
        asked("/old", STORED);
        second += 3000;
        asked("/new", STORED);
        asked.add(Records.record()
                .startedAt(Records.NEW_YEAR_MICROS + 3_500_000_000L)
                .cache(STORED)
                .route("blog")
                .kept());

        assertThat(run("{\"route\": \"shop\", \"since\": \"15m\"}").eligible()).isEqualTo(1);
        assertThat(run("{\"records\": 2}").records()).isEqualTo(2);
        assertThat(run("{}").current().ratio()).isCloseTo(0, within(0.0));
        assertThat(run("{\"proposed\": {\"header\": [\"X-Region\"]}}").cannotTell())
                .anyMatch(words -> words.contains("header and cookie"));
    }
}
