package io.sallyport.edge.observe;

import static io.sallyport.edge.observe.AccessRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordQueueTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 100})
    void holdsExactlyItsCapacity(int capacity) {
        RecordQueue queue = new RecordQueue(capacity);
        for (int i = 0; i < capacity; i++) {
            assertThat(queue.offer(record("a", i))).isEqualTo(i);
        }
        assertThat(queue.offer(record("a", -1))).isEqualTo(-1);
        assertThat(queue.size()).isEqualTo(capacity);

        queue.remove(1);

        assertThat(queue.offer(record("a", 7))).isEqualTo(capacity);
        assertThat(queue.first(1000)).hasSize(capacity);
    }

    @Test
    void keepsRecordsUntilTheyAreRemoved() {
        RecordQueue queue = new RecordQueue(10);
        queue.offer(record("a", 0));
        queue.offer(record("a", 1));

        assertThat(queue.first(5)).isEqualTo(queue.first(5));
        assertThat(queue.first(5)).extracting(AccessRecord::status).containsExactly(0, 1);
        queue.remove(1);
        assertThat(queue.first(5)).extracting(AccessRecord::status).containsExactly(1);
        assertThat(queue.removed()).isEqualTo(1);
    }

    @Test
    void losesNothingAndKeepsEachProducersOrderUnderContention() throws Exception {
        RecordQueue queue = new RecordQueue(256);
        int producers = 4;
        int each = 50_000;
        List<CompletableFuture<Void>> running = IntStream.range(0, producers)
                .mapToObj(producer -> CompletableFuture.runAsync(() -> produce(queue, "p" + producer, each)))
                .toList();

        Map<String, Integer> next = new HashMap<>();
        long sequence = 0;
        while (sequence < (long) producers * each) {
            List<AccessRecord> records = queue.first(100);
            for (AccessRecord access : records) {
                assertThat(access.status()).isEqualTo(next.merge(access.client(), 1, Integer::sum) - 1);
            }
            queue.remove(records.size());
            sequence += records.size();
        }
        for (CompletableFuture<Void> producer : running) {
            producer.get(10, TimeUnit.SECONDS);
        }
        assertThat(queue.size()).isZero();
    }

    private static void produce(RecordQueue queue, String client, int count) {
        for (int i = 0; i < count; i++) {
            while (queue.offer(record(client, i)) < 0) {
                Thread.onSpinWait();
            }
        }
    }
}
