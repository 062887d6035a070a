package io.sallyport.kit.api;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** What every process shows about itself; for servers that are no {@link ApiServer}, too. */
public final class JvmMetrics {
    private static final double MILLIS = 1000.0;
    private static final double NANOS = 1e9;

    private JvmMetrics() {}

    /** Adds the figures of this process to a service's metrics. */
    public static void register(Metrics metrics, int eventLoops, String service) {
        metrics.gauge("sallyport_service_info", "The service that answers.", () -> 1, "service", service);
        metrics.gauge("vertx_event_loops", "Event loops of the process.", () -> eventLoops);
        memory(metrics);
        threads(metrics);
        collectors(metrics);
        process(metrics);
    }

    private static void memory(Metrics metrics) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        metrics.gauge(
                "jvm_heap_used_bytes",
                "Heap in use.",
                () -> memory.getHeapMemoryUsage().getUsed());
        metrics.gauge(
                "jvm_heap_committed_bytes",
                "Heap that the system has given.",
                () -> memory.getHeapMemoryUsage().getCommitted());
        metrics.gauge(
                "jvm_heap_max_bytes",
                "Heap at most.",
                () -> memory.getHeapMemoryUsage().getMax());
        metrics.gauge(
                "jvm_nonheap_used_bytes",
                "Memory of the JVM outside the heap: classes, compiled code.",
                () -> memory.getNonHeapMemoryUsage().getUsed());
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            metrics.gauge(
                    "jvm_buffer_bytes",
                    "Memory of buffers outside the heap that the JVM counts.",
                    pool::getMemoryUsed,
                    "pool",
                    pool.getName());
        }
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        metrics.gauge("jvm_classes_loaded", "Classes loaded now.", classes::getLoadedClassCount);
    }

    private static void threads(Metrics metrics) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        metrics.gauge("jvm_threads", "Live threads.", threads::getThreadCount);
        metrics.gauge(
                "jvm_threads_allocated_bytes",
                "Heap that the live threads have allocated since each of them began; its growth is the allocation rate.",
                JvmMetrics::allocatedBytes);
    }

    private static void collectors(Metrics metrics) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            metrics.counted(
                    "jvm_gc_collections_total",
                    "Garbage collections.",
                    () -> Math.max(0, collector.getCollectionCount()),
                    "collector",
                    collector.getName());
            metrics.counted(
                    "jvm_gc_seconds_total",
                    "Time in garbage collections; of a collector that stops the world, the pauses.",
                    () -> Math.max(0, collector.getCollectionTime()) / MILLIS,
                    "collector",
                    collector.getName());
        }
    }

    private static void process(Metrics metrics) {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        metrics.gauge("process_uptime_seconds", "Time since the start.", () -> runtime.getUptime() / MILLIS);
        metrics.gauge(
                "process_start_time_seconds",
                "When it was started, since 1970.",
                () -> runtime.getStartTime() / MILLIS);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            metrics.counted(
                    "process_cpu_seconds_total",
                    "CPU time of the process, user and system.",
                    () -> Math.max(0, system.getProcessCpuTime()) / NANOS);
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
            metrics.gauge("process_open_fds", "Files and sockets open.", unix::getOpenFileDescriptorCount);
            metrics.gauge("process_max_fds", "Files and sockets at most.", unix::getMaxFileDescriptorCount);
        }
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
