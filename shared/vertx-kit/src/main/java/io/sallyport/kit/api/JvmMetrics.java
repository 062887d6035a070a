package io.sallyport.kit.api;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;

/** What every process shows about itself. */
final class JvmMetrics {
    private JvmMetrics() {}

    static void register(Metrics metrics, int eventLoops, String service) {
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
        metrics.gauge("process_uptime_seconds", "Time since the start.", () -> runtime.getUptime() / 1000.0);
        metrics.gauge("vertx_event_loops", "Event loops of the process.", () -> eventLoops);
    }
}
