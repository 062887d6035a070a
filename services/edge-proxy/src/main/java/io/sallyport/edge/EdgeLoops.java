package io.sallyport.edge;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.edge.figures.DrainFigures;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.ServiceMetrics;
import io.sallyport.kit.netty.EventLoopWatch;
import io.sallyport.kit.netty.OwnLoops;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** All event loops of an edge: each opens every listener, and they stop together. Owner: the context that starts the service. */
final class EdgeLoops {
    private final ServiceEnvironment environment;
    private final Metrics metrics;
    private final List<EdgeLoop> loops = new CopyOnWriteArrayList<>();

    /** Traffic's own, so that APIs, probes and whatever else runs here never wait for it; {@code null} before. */
    private OwnLoops traffic;

    private EventLoopWatch lag;

    EdgeLoops(ServiceEnvironment environment, Metrics metrics) {
        this.environment = environment;
        this.metrics = metrics;
    }

    /** Starts them, without a listener. */
    Future<Void> start(EdgeParts parts) {
        int configured = environment.config().limits().eventLoops();
        int count = configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
        traffic = OwnLoops.open(environment.vertx(), count);
        lag = ServiceMetrics.traffic(traffic, metrics);
        List<Future<Void>> deploying = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EdgeLoop loop = new EdgeLoop(environment, parts, i);
            loops.add(loop);
            deploying.add(traffic.deploy(loop, i));
        }
        return Future.all(deploying).mapEmpty();
    }

    /**
     * Opens every listener on one loop after the other.
     *
     * @param udpFree completes when no other process has the same ports of UDP
     */
    Future<Void> open(Future<Void> udpFree) {
        ListenerPorts ports = new ListenerPorts();
        Future<Void> opened = Future.succeededFuture();
        for (EdgeLoop loop : loops) {
            opened = opened.compose(before -> loop.open(ports, udpFree));
        }
        return opened;
    }

    /** In the order of their numbers; more may appear while the service starts. */
    List<EdgeLoop> all() {
        return loops;
    }

    /** Bound port by listener name; empty before they are open. */
    Map<String, Integer> ports() {
        return loops.isEmpty() ? Map.of() : loops.get(0).ports();
    }

    /** Where the listeners are. */
    List<InetSocketAddress> listening() {
        Map<String, Integer> ports = ports();
        return environment.config().listeners().stream()
                .map(listener -> address(listener, ports.get(listener.name())))
                .toList();
    }

    private static InetSocketAddress address(ListenerConfig listener, int port) {
        return new InetSocketAddress(listener.bind().host(), port);
    }

    /**
     * Lets what is under way end, within {@code limits.drain}.
     *
     * @param quicClosed called once, when no loop has anything bound by UDP any more
     */
    Future<Void> drain(DrainFigures figures, Runnable quicClosed) {
        AtomicInteger withQuic = new AtomicInteger(loops.size());
        Drain drain = new Drain(
                environment.config().restart().linger(),
                environment.config().limits().drain(),
                figures,
                () -> {
                    if (withQuic.decrementAndGet() == 0) {
                        quicClosed.run();
                    }
                });
        return Future.join(loops.stream().map(loop -> loop.drain(drain)).toList())
                .mapEmpty();
    }

    /** Ends their threads; harmless when none was started. */
    Future<Void> close() {
        if (traffic == null) {
            return Future.succeededFuture();
        }
        lag.close();
        return traffic.close();
    }
}
