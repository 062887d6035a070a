package io.sallyport.logs.keep;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.logs.record.KeptRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RecordRingTest {
    private static final AccessRecord TEMPLATE = record().build();

    @Test
    void replacesTheOldestWhenFull() {
        RecordRing ring = new RecordRing(3);
        for (int i = 0; i < 5; i++) {
            ring.add(record().sequence(i).kept());
        }

        assertThat(ring.size()).isEqualTo(3);
        assertThat(ring.start()).isEqualTo(2);
        assertThat(ring.at(1)).isNull();
        assertThat(ring.at(2).access().sequence()).isEqualTo(2);
        assertThat(ring.at(4).access().sequence()).isEqualTo(4);
        assertThat(ring.at(5)).isNull();
    }

    @Test
    void neverShowsARecordAtAnotherOnesPlace() throws Exception {
        RecordRing ring = new RecordRing(4);
        AtomicBoolean writing = new AtomicBoolean(true);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 2_000_000; i++) {
                ring.add(new KeptRecord("e", TEMPLATE.withSequence(i)));
            }
            writing.set(false);
        });
        while (writing.get()) {
            for (long position = ring.start(); position < ring.end(); position++) {
                KeptRecord kept = ring.at(position);
                if (kept != null) {
                    assertThat(kept.access().sequence()).isEqualTo(position);
                }
            }
        }
        writer.get(10, TimeUnit.SECONDS);
    }
}
