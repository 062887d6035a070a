package io.sallyport.logs.servers;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.logs.record.KeptRecord;

/**
 * One server's traffic of the last five minutes, in ten slots of thirty seconds that are used in turn, so the span
 * covered is between four and a half and five minutes. Not thread-safe.
 */
final class RecentTraffic {
    static final int WINDOW_SECONDS = 300;
    private static final int SLOTS = 10;
    private static final long SLOT_MILLIS = WINDOW_SECONDS * 1000L / SLOTS;

    private final Slot[] slots = new Slot[SLOTS];

    private static final class Slot {
        private final long number;
        private final LatencyCounts latency = new LatencyCounts();
        private long requests;
        private long errors;
        private long bytesIn;
        private long bytesOut;

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
        AccessRecord access = kept.access();
        slot.requests++;
        slot.errors += kept.isError() ? 1 : 0;
        slot.bytesIn += access.bytesIn();
        slot.bytesOut += access.bytesOut();
        slot.latency.add(access.totalMicros());
    }

    ServerTraffic figures(long nowMillis) {
        long oldest = nowMillis / SLOT_MILLIS - SLOTS + 1;
        Slot sum = new Slot(0);
        for (Slot slot : slots) {
            if (slot != null && slot.number >= oldest) {
                sum.requests += slot.requests;
                sum.errors += slot.errors;
                sum.bytesIn += slot.bytesIn;
                sum.bytesOut += slot.bytesOut;
                sum.latency.add(slot.latency);
            }
        }
        return new ServerTraffic(
                WINDOW_SECONDS,
                sum.requests,
                sum.errors,
                sum.requests == 0 ? 0 : (double) sum.errors / sum.requests,
                sum.bytesIn,
                sum.bytesOut,
                sum.latency.percentile(50),
                sum.latency.percentile(99));
    }
}
