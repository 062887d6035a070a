package io.sallyport.logs.keep;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.kit.api.Metrics;
import io.sallyport.logs.Archives;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.record.KeptRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeeperTest {
    private final Vertx vertx = Vertx.vertx();
    private final Archive archive = Archives.inMemory();
    private final Metrics metrics = new Metrics();
    private final Keeper keeper = new Keeper(vertx, archive, metrics);
    private final CountDownLatch blocked = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        blocked.countDown();
        keeper.close().await(10, TimeUnit.SECONDS);
        archive.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private void block() {
        keeper.run(() -> blocked.await(10, TimeUnit.SECONDS));
    }

    private static List<KeptRecord> records(int count) {
        return Collections.nCopies(count, record().kept());
    }

    @Test
    void answersWhenRecordsCanBeAskedFor() throws Exception {
        List<Future<Void>> all = new ArrayList<>();
        block();
        for (int i = 0; i < 500; i++) {
            all.add(keeper.keep(records(3), List.of()));
        }
        assertThat(all.get(0).isComplete()).isFalse();
        blocked.countDown();

        all.get(0).await(10, TimeUnit.SECONDS);
        assertThat(archive.figures().records()).isGreaterThanOrEqualTo(3);
        all.get(499).await(10, TimeUnit.SECONDS);
        assertThat(archive.figures().records()).isEqualTo(1500);
    }

    @Test
    void sendsBackWhatWouldWaitTooLong() throws Exception {
        block();
        Future<Void> first = keeper.keep(records(Keeper.WAITING_MAX - 10), List.of());
        Future<Void> tooMuch = keeper.keep(records(11), List.of());
        Future<Void> fits = keeper.keep(records(10), List.of());

        assertThat(tooMuch.cause()).isInstanceOf(BusyException.class);
        assertThat(metrics.text())
                .contains("sallyport_log_busy_total 1", "sallyport_log_waiting " + Keeper.WAITING_MAX);
        blocked.countDown();
        first.await(30, TimeUnit.SECONDS);
        fits.await(30, TimeUnit.SECONDS);
        assertThat(archive.figures().records()).isEqualTo(Keeper.WAITING_MAX);
    }

    /** Such as memory that is used up, or a mapped file on a disk that is full. */
    @Test
    void goesOnBehindAnErrorOfTheMachine() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        Archive breaking = (Archive) Proxy.newProxyInstance(
                Archive.class.getClassLoader(), new Class<?>[] {Archive.class}, (of, method, given) -> {
                    if (method.getName().equals("append") && broken.getAndSet(false)) {
                        throw new InternalError("a fault in mapped memory");
                    }
                    return method.invoke(archive, given);
                });
        Keeper other = new Keeper(vertx, breaking, new Metrics());
        try {
            assertThatThrownBy(() -> other.keep(records(1), List.of()).await(10, TimeUnit.SECONDS))
                    .hasMessageContaining("mapped memory");
            other.keep(records(1), List.of()).await(10, TimeUnit.SECONDS);
            assertThat(archive.figures().records()).isEqualTo(1);
        } finally {
            other.close();
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(keeper.problem()).isEmpty();
        archive.close();

        assertThatThrownBy(() -> keeper.keep(records(1), List.of()).await(10, TimeUnit.SECONDS))
                .isInstanceOf(ArchiveException.class);
        assertThat(keeper.problem()).isPresent();
        assertThat(metrics.text()).contains("sallyport_log_append_failed_total 1");
    }
}
