package io.sallyport.kit.api;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** What every process shows about itself; for servers that are no {@link ApiServer}, too. */
public final class JvmMetrics {
    private JvmMetrics() {}

    /** Adds the gauges of this process to a service's metrics. */
    public static void register(Metrics metrics, int eventLoops, String service) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        metrics.gauge("sallyport_service_info", "The service that answers.", () -> 1, "service", service);
        metrics.gauge(
                "jvm_heap_used_bytes",
                "Heap in use.",
                () -> memory.getHeapMemoryUsage().getUsed());
        metrics.gauge(
                "jvm_heap_max_bytes",
                "Heap at most.",
                () -> memory.getHeapMemoryUsage().getMax());
        metrics.gauge("jvm_threads", "Live threads.", threads::getThreadCount);
        metrics.gauge(
                "jvm_threads_allocated_bytes",
                "Heap that the live threads have allocated since each of them began; its growth is the allocation rate.",
                JvmMetrics::allocatedBytes);
        metrics.gauge("process_uptime_seconds", "Time since the start.", () -> runtime.getUptime() / 1000.0);
        metrics.gauge("vertx_event_loops", "Event loops of the process.", () -> eventLoops);
    }

    /** -1 on a JVM that does not count it. */
    private static double allocatedBytes() {
        if (!(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads)
                || !threads.isThreadAllocatedMemorySupported()) {
            return -1;
        }
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
