package io.sallyport.bench.cli;

import io.sallyport.contract.ByteSize;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * Heap and direct memory that a kept answer takes, by filling a cache and asking the JVM before and after. Arguments:
 * bytes of a body (1024), answers (200000).
 */
public final class HeapPerObject {
    private HeapPerObject() {}

    public static void main(String[] args) {
        int bodyBytes = args.length > 0 ? Integer.parseInt(args[0]) : 1024;
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
        StoredObjects objects = new StoredObjects(ByteSize.ofMiB(4096), bodyBytes);
        objects.ask(-1);
        long before = used();
        for (int number = 0; number < count; number++) {
            objects.ask(number);
        }
        double each = (used() - before) / (double) count;
        if (objects.kept() != count + 1) {
            throw new IllegalStateException("kept " + objects.kept() + " of " + count);
        }
        System.out.printf(
                "%d answers with a body of %d bytes: %.0f bytes each, %.0f beside the body; reckoned by the cache: %.0f%n",
                count, bodyBytes, each, each - bodyBytes, objects.bytes() / (double) (count + 1));
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return direct + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
