package io.sallyport.logs.servers;

import io.sallyport.contract.log.TrafficSum;
import io.sallyport.logs.record.KeptRecord;
import java.util.Map;
import java.util.TreeMap;

/**
 * One server's traffic of the last five minutes, in ten slots of thirty seconds that are used in turn, so the span
 * covered is between four and a half and five minutes; and what has been counted since the start. Not thread-safe.
 */
final class RecentTraffic {
    static final int WINDOW_SECONDS = 300;
    private static final int SLOTS = 10;
    private static final long SLOT_MILLIS = WINDOW_SECONDS * 1000L / SLOTS;

    private final Slot[] slots = new Slot[SLOTS];
    private final Counts total = new Counts();

    private static final class Counts {
        private long requests;
        private long errors;
        private long bytesIn;
        private long bytesOut;

        void add(KeptRecord kept) {
            requests++;
            errors += kept.isError() ? 1 : 0;
            bytesIn += kept.access().bytesIn();
            bytesOut += kept.access().bytesOut();
        }

        void add(Counts other) {
            requests += other.requests;
            errors += other.errors;
            bytesIn += other.bytesIn;
            bytesOut += other.bytesOut;
        }

        TrafficSum sum(Map<Integer, Long> latency) {
            return new TrafficSum(requests, errors, bytesIn, bytesOut, latency);
        }
    }

    private static final class Slot {
        private final long number;
        private final LatencyCounts latency = new LatencyCounts();
        private final Counts counts = new Counts();

        Slot(long number) {
            this.number = number;
        }
    }

    void add(KeptRecord kept, long nowMillis) {
        long number = nowMillis / SLOT_MILLIS;
        int index = (int) (number % SLOTS);
        Slot slot = slots[index];
        if (slot == null || slot.number != number) {
            slot = new Slot(number);
            slots[index] = slot;
        }
        slot.counts.add(kept);
        slot.latency.add(kept.access().totalMicros());
        total.add(kept);
    }

    TrafficSum recent(long nowMillis) {
        long oldest = nowMillis / SLOT_MILLIS - SLOTS + 1;
        Counts sum = new Counts();
        Map<Integer, Long> latency = new TreeMap<>();
        for (Slot slot : slots) {
            if (slot != null && slot.number >= oldest) {
                sum.add(slot.counts);
                slot.latency.addTo(latency);
            }
        }
        return sum.sum(latency);
    }

    TrafficSum total() {
        return total.sum(Map.of());
    }
}
