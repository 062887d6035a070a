package io.sallyport.kit.api;

import io.sallyport.kit.cluster.BusHealth;
import io.sallyport.kit.netty.EventLoopWatch;
import io.sallyport.kit.netty.OwnLoops;
import io.sallyport.kit.redis.Trouble;
import io.sallyport.kit.service.EventLoops;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.store.Store;
import java.util.List;
import java.util.function.LongConsumer;

/** What every service shows: its process, its event loops, the store and the services that it knows of. Ends when closed. */
public final class ServiceMetrics implements AutoCloseable {
    private static final List<String> SERVICES =
            List.of("edge-proxy", "policy-service", "router-service", "cache-service", "log-collector");

    private final EventLoopWatch watch;

    private ServiceMetrics(EventLoopWatch watch) {
        this.watch = watch;
    }

    /** @param service such as {@code policy-service} */
    public static ServiceMetrics open(ServiceEnvironment environment, String service, Metrics metrics) {
        JvmMetrics.register(metrics, EventLoops.of(environment.config().limits()), service);
        surroundings(environment, metrics);
        if (environment.roster().bus().clustered()) {
            bus(environment.roster().bus(), metrics);
        }
        return new ServiceMetrics(loops(environment, metrics));
    }

    /** Shows how loops of a service's own fare, as {@code traffic-0} and so on. */
    public static EventLoopWatch traffic(OwnLoops loops, Metrics metrics) {
        EventLoopWatch watch = loops.watch(loop -> lag(metrics, "traffic-" + loop));
        pending(watch, "traffic-", metrics);
        return watch;
    }

    private static LongConsumer lag(Metrics metrics, String loop) {
        return metrics.histogram(
                "vertx_event_loop_lag_seconds",
                "How much later than due an event loop of the process came to a task.",
                Histogram.Scale.LAG,
                "loop",
                loop)::record;
    }

    private static void pending(EventLoopWatch watch, String prefix, Metrics metrics) {
        for (int i = 0; i < watch.loops(); i++) {
            int loop = i;
            metrics.gauge(
                    "vertx_event_loop_pending_tasks",
                    "Tasks that wait for a turn of an event loop.",
                    () -> watch.pending(loop),
                    "loop",
                    prefix + loop);
        }
    }

    private static EventLoopWatch loops(ServiceEnvironment environment, Metrics metrics) {
        EventLoopWatch watch = EventLoopWatch.start(environment.vertx(), loop -> lag(metrics, Integer.toString(loop)));
        pending(watch, "", metrics);
        metrics.gauge(
                "netty_direct_bytes", "Memory outside the heap that Netty counts itself.", EventLoopWatch::directBytes);
        return watch;
    }

    private static void surroundings(ServiceEnvironment environment, Metrics metrics) {
        Store store = environment.store();
        metrics.gauge(
                "sallyport_store_up",
                "Whether the last call to the store went through.",
                () -> store.state().connected() ? 1 : 0,
                "kind",
                store.state().kind());
        store(store, metrics);
        Roster roster = environment.roster();
        for (String service : SERVICES) {
            metrics.gauge(
                    "sallyport_services_ready",
                    "Instances of a service that have announced themselves as ready on the bus.",
                    () -> roster.ready(service).size(),
                    "service",
                    service);
        }
    }

    private static void bus(BusHealth bus, Metrics metrics) {
        metrics.gauge("sallyport_bus_members", "Other members of the cluster.", bus::others);
        metrics.gauge(
                "sallyport_bus_members_heard", "Of these, those that were heard within three seconds.", bus::audible);
        metrics.counted(
                "sallyport_bus_restored_total",
                "Registrations of this process that the cluster had lost and that were written again.",
                bus::restored);
        metrics.counted(
                "sallyport_bus_renewed_total",
                "Times that everything was registered anew, because a member was not heard or did not hear.",
                bus::renewed);
        metrics.counted(
                "sallyport_bus_buried_total", "Registrations of dead members that were taken away.", bus::buried);
        metrics.counted(
                "sallyport_bus_refused_total",
                "Connections of the membership with somebody who has shown no certificate of the authority.",
                bus::refused);
        metrics.counted(
                "sallyport_bus_unreadable_total",
                "Messages of members of another release that this process could not read.",
                bus::unreadable);
    }

    private static void store(Store store, Metrics metrics) {
        metrics.counted(
                "sallyport_store_calls_total",
                "Calls to the store, those that were not sent included.",
                () -> store.figures().calls());
        metrics.counted(
                "sallyport_store_connects_total",
                "Connections made to the store's servers.",
                () -> store.figures().connects());
        metrics.gauge(
                "sallyport_store_paused",
                "Servers of the store that are left alone for a moment.",
                () -> store.figures().paused());
        metrics.counted(
                "sallyport_store_damaged_total",
                "Readings of documents in the store that came with wrong bits, and were not believed.",
                () -> store.figures().damaged());
        for (Trouble trouble : Trouble.values()) {
            metrics.counted(
                    "sallyport_store_failures_total",
                    "Calls that the store did not carry out, or whose fate is unknown.",
                    () -> store.figures().failures().getOrDefault(trouble, 0L),
                    "reason",
                    trouble.token());
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
