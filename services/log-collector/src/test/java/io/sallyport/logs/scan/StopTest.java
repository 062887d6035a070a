package io.sallyport.logs.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.settings.LogQueryConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.logs.Archives;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.filter.SqlCondition;
import io.sallyport.logs.scan.Stop.Reason;
import io.sallyport.logs.scan.Stop.StoppedException;
import io.sallyport.logs.source.QueryGate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements that would take hours end when they are late, or when nobody waits. */
class StopTest {
    private static final String HOURS =
            "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE hash(a.range + b.range) = 1";

    private final Vertx vertx = Vertx.vertx();
    private final Archive archive = Archives.inMemory();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
        archive.close();
    }

    @Test
    void interruptsALateStatementAndGoesOnWithTheNext() throws Exception {
        QueryGate gate = gate(Duration.ofMillis(300));
        Stop stop = new Stop();

        Future<Object> late = gate.run(stop, () -> ask(HOURS, stop));

        assertThatThrownBy(() -> late.await(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        StoppedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LATE));
        assertThat(gate(Duration.ofSeconds(20))
                        .run(() -> ask("SELECT 42::BIGINT", new Stop()))
                        .await(20, TimeUnit.SECONDS))
                .isEqualTo(42L);
    }

    @Test
    void interruptsWhenNobodyWaits() {
        QueryGate gate = gate(Duration.ofSeconds(50));
        Stop stop = new Stop();

        Future<Object> left = gate.run(stop, () -> ask(HOURS, stop));
        vertx.setTimer(200, timer -> stop.stop(Reason.GONE));

        assertThatThrownBy(() -> left.await(20, TimeUnit.SECONDS)).isInstanceOf(StoppedException.class);
    }

    @Test
    void boundsWhatWaitsAndForHowLong() {
        QueryGate gate = gate(Duration.ofMillis(500));
        List<Future<Object>> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Stop stop = new Stop();
            all.add(gate.run(stop, () -> ask(HOURS, stop)));
        }

        assertThat(all.stream().filter(Future::failed)).hasSize(30 - 2 - 16);
        for (Future<Object> one : all) {
            assertThatThrownBy(() -> one.await(20, TimeUnit.SECONDS))
                    .isInstanceOfAny(StoppedException.class, QueryGate.BusyException.class);
        }
    }

    private QueryGate gate(Duration timeout) {
        return new QueryGate(vertx, new LogQueryConfig(timeout, null, null), new Metrics());
    }

    private Object ask(String sql, Stop stop) {
        List<Object> found = new ArrayList<>();
        try (Reading reading = archive.open(Long.MIN_VALUE, Long.MAX_VALUE)) {
            Asking.ask(
                    reading,
                    new SqlCondition().text(sql),
                    stop,
                    (chunk, rows) -> found.add(chunk.vector(0).getLong(0)));
        }
        return found.get(0);
    }
}
