package io.sallyport.edge;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ResolverConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.edge.access.Gates;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.dial.EndpointDialer;
import io.sallyport.edge.dial.ExitDialer;
import io.sallyport.edge.dial.ExitProber;
import io.sallyport.edge.dial.Outbound;
import io.sallyport.edge.dial.SocketDialer;
import io.sallyport.edge.dial.TargetDialer;
import io.sallyport.edge.dial.WayDialer;
import io.sallyport.edge.exchange.Anonymity;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ExchangeRecord;
import io.sallyport.edge.exchange.ExchangeTrace;
import io.sallyport.edge.exchange.Loop;
import io.sallyport.edge.exchange.OwnName;
import io.sallyport.edge.exit.ExitPlan;
import io.sallyport.edge.filter.Filters;
import io.sallyport.edge.listener.ClientConnections;
import io.sallyport.edge.listener.Listener;
import io.sallyport.edge.listener.LoopAdmission;
import io.sallyport.edge.names.NameResolver;
import io.sallyport.edge.names.NameSource;
import io.sallyport.edge.names.ServerNames;
import io.sallyport.edge.names.SystemNames;
import io.sallyport.edge.overload.PoolCrowd;
import io.sallyport.edge.pool.OriginAddress;
import io.sallyport.edge.pool.OriginPools;
import io.sallyport.edge.pool.PoolFigure;
import io.sallyport.edge.reuse.Tiers;
import io.sallyport.edge.shadow.Shadows;
import io.sallyport.edge.shared.BusTier;
import io.sallyport.edge.time.LoopClock;
import io.sallyport.edge.tls.TlsMaterial;
import io.sallyport.edge.tunnel.Tunnels;
import io.sallyport.edge.upstream.CheckedTargets;
import io.sallyport.edge.upstream.EndpointChoices;
import io.sallyport.edge.upstream.TargetAddresses;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.routing.balance.Balances;
import io.sallyport.routing.balance.LoadFigure;
import io.sallyport.routing.canary.KeySource;
import io.sallyport.routing.canary.Lot;
import io.sallyport.routing.engine.RouteTable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * One event loop of the edge: every listener, and the pools, tunnels and balances of the exchanges that this loop
 * serves. Loops share nothing but snapshots, the memory cache and counters.
 */
final class EdgeLoop extends VerticleBase {
    private static final long SWEEP_MILLIS = 100;
    private static final int SWEEPS_PER_SECOND = 10;

    private final ServiceEnvironment environment;
    private final EdgeParts parts;
    private final int index;
    private final List<Listener> listeners = new ArrayList<>();

    private Loop loop;
    private OriginPools pools;
    private NameResolver names;
    private Shadows shadows;
    private Tunnels tunnels;
    private SocketDialer dialer;
    /** On one loop alone. */
    private ExitProber prober;

    private ClientConnections connections;
    private LoopAdmission admission;
    private Balances balances;
    private BusTier sharing;
    private RouteTable routesSeen;
    private ExitPlan exitsSeen = ExitPlan.NONE;
    private int sweeps;
    private volatile List<LoadFigure> loads = List.of();
    private volatile LoopFigures figures = LoopFigures.NONE;
    private Set<OriginAddress> endpoints = Set.of();
    private volatile Map<OriginAddress, PoolFigure> connected = Map.of();

    /** @param index number of the loop, from 0 */
    EdgeLoop(ServiceEnvironment environment, EdgeParts parts, int index) {
        this.environment = environment;
        this.parts = parts;
        this.index = index;
    }

    @Override
    public Future<?> start() {
        SuiteConfig config = environment.config();
        LoopClock clock = new LoopClock(environment.clock());
        PoolCrowd crowd = new PoolCrowd();
        pools = pools(config, clock, crowd);
        shadows = new Shadows(
                pools(config, clock, new PoolCrowd()),
                new Lot(new SplittableRandom()),
                parts.shipper()::offer,
                parts.shadowing());
        dialer = new SocketDialer(vertx, config.upstream(), config.resolver());
        TargetDialer straight = new TargetDialer(dialer);
        tunnels = new Tunnels(straight, config.tunnels(), parts.tunnelNumbers(), parts.shipper()::offer);
        balances = new Balances(parts.circuits(), new SplittableRandom(), index);
        names = new NameResolver(names(config.resolver()), clock, config.resolver());
        long resolveNanos = config.resolver().timeout().toNanos();
        CheckedTargets targets = new CheckedTargets(names, parts.own(), resolveNanos);
        WayDialer ways = new WayDialer(dialer, names, parts.own(), parts.ways(), "1.1 " + parts.pseudonym());
        prober = index == 0 ? new ExitProber(ways) : null;
        sharing = parts.shared().open(vertx, clock::nanos);
        Filters.Parts filters = new Filters.Parts(
                new Tiers(
                        parts.cache(),
                        sharing == null ? SharedTier.NONE : sharing,
                        parts.fetches(),
                        parts.room(),
                        parts.wholes()),
                parts.purges(),
                parts.compressor(),
                pools,
                new Outbound(
                        targets,
                        straight,
                        new ExitDialer(ways, targets, new SplittableRandom()),
                        new EndpointDialer(dialer)),
                new TargetAddresses(names, resolveNanos),
                tunnels,
                new EndpointChoices(balances, parts.balancing()),
                new KeySource(ThreadLocalRandom.current().nextLong()),
                shadows,
                new Gates(vertx, parts.access()),
                config.upstream().headTimeout(),
                parts.routeLoads(),
                parts.validations());
        loop = new Loop(
                clock,
                Filters.chain(filters),
                this::ended,
                parts.pseudonym(),
                new OwnName(config.name()),
                new Anonymity(config.anonymity().profile(), parts.pseudonyms()::current, parts.probes()),
                parts.tracing().of(config.tracing()));
        admission = LoopAdmission.start(vertx, parts.overload(), parts.figures(), crowd);
        vertx.setPeriodic(SWEEP_MILLIS, tick -> sweep());
        return Future.succeededFuture();
    }

    private OriginPools pools(SuiteConfig config, LoopClock clock, PoolCrowd crowd) {
        return new OriginPools(
                UpstreamClients.http(vertx, config.upstream()),
                config.upstream(),
                clock,
                parts.pooling(),
                config.overload(),
                crowd);
    }

    private NameSource names(ResolverConfig config) {
        return config.servers().isEmpty() ? new SystemNames(vertx, parts.lookups()) : ServerNames.open(config);
    }

    private void ended(Exchange exchange) {
        if (exchange.outcome() == Outcome.SHED && !admission.records()) {
            parts.figures().unrecorded(Outcome.SHED);
            return;
        }
        parts.ended(ExchangeRecord.of(exchange));
        ExchangeTrace.ended(exchange);
    }

    /**
     * Opens every listener on this loop. Separate from the start, so that all loops are placed on threads of their own
     * before the first one binds.
     *
     * @param udpFree completes when no other process has the same ports of UDP
     */
    Future<Void> open(ListenerPorts ports, Future<Void> udpFree) {
        Promise<Void> opened = Promise.promise();
        context.runOnContext(go -> openAll(ports, udpFree).onComplete(opened));
        return opened.future();
    }

    private Future<Void> openAll(ListenerPorts ports, Future<Void> udpFree) {
        connections = new ClientConnections(loop, parts.limits(), parts.clients());
        Future<Void> opened = Future.succeededFuture();
        for (ListenerConfig config : environment.config().listeners()) {
            opened = opened.compose(before -> open(config, ports.of(config), udpFree));
        }
        return opened;
    }

    private Future<Void> open(ListenerConfig config, int port, Future<Void> udpFree) {
        Listener.Binding binding = new Listener.Binding(
                config,
                port,
                environment.config().limits(),
                parts.certificates().material(config.name()),
                parts.addressKey(),
                admission);
        return Listener.open(vertx, binding, loop, connections, parts.snapshots()::current, udpFree)
                .recover(cause -> Future.failedFuture(new BindException(config, cause)))
                .map(listener -> {
                    listeners.add(listener);
                    return null;
                });
    }

    private void sweep() {
        loop.deadlines().sweep(loop.clock().nanos());
        names.sweep();
        if (sharing != null) {
            sharing.sweep();
        }
        sweeps++;
        if (sweeps % SWEEPS_PER_SECOND == 0) {
            loop.clock().synchronise();
            pools.sweep();
            shadows.sweep();
            if (!parts.overload().keeps() && connections != null) {
                connections.closeIdle();
            }
            figures =
                    new LoopFigures(tunnels.count(), pools.open(), pools.idle(), pools.waiting(), names.staleAnswers());
        }
        followSnapshots();
        if (sweeps % SWEEPS_PER_SECOND == 0) {
            loads = balances.figures(loop.clock().nanos());
            connected = pools.figures(endpoints);
        }
    }

    private void followSnapshots() {
        var current = parts.snapshots().current();
        if (current == null) {
            return;
        }
        tunnels.sweep(current);
        if (current.routes() != routesSeen) {
            routesSeen = current.routes();
            balances.retain(routesSeen, loop.clock().nanos());
            endpoints = EndpointLinks.addresses(routesSeen);
        }
        if (current != null && current.exits() != exitsSeen) {
            exitsSeen = current.exits();
            dialer.retain(exitsSeen.sources());
        }
        if (current != null && prober != null) {
            prober.tick(current.exits(), loop.clock().nanos());
        }
    }

    /**
     * Puts other certificates of a listener into force. All loops of a process share what handshakes work with, so one
     * loop is enough.
     */
    Future<Void> update(String listener, TlsMaterial tls) {
        Promise<Void> updated = Promise.promise();
        context.runOnContext(go -> listeners.stream()
                .filter(each -> each.name().equals(listener))
                .findFirst()
                .map(each -> each.update(tls))
                .orElseGet(Future::succeededFuture)
                .onComplete(updated));
        return updated.future();
    }

    /** Bound port by listener name. */
    Map<String, Integer> ports() {
        Map<String, Integer> bound = new HashMap<>();
        listeners.forEach(listener -> bound.put(listener.name(), listener.port()));
        return bound;
    }

    /** Lets exchanges and tunnels finish for at most the drain time; completes when none is left. */
    Future<Void> drain(Drain drain) {
        Promise<Void> drained = Promise.promise();
        context.runOnContext(go -> drainHere(drain).onComplete(drained));
        return drained.future();
    }

    private Future<Void> drainHere(Drain drain) {
        loop.drain();
        Promise<Void> over = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, drain.time().toMillis()), late -> cut(drain, over));
        List<Future<Void>> ending = new ArrayList<>();
        if (connections != null) {
            ending.add(connections.drain(drain.linger(), drain.time()));
        }
        Future<Void> quic = Future.join(listeners.stream()
                        .map(listener -> listener.drainQuic(drain.time()))
                        .toList())
                .onComplete(closed -> drain.quicClosed().run())
                .mapEmpty();
        ending.add(quic);
        Future.join(ending).transform(ended -> tunnels.whenNone()).onComplete(none -> over.tryComplete());
        return over.future()
                .onComplete(done -> vertx.cancelTimer(timer))
                .transform(done ->
                        Future.join(listeners.stream().map(Listener::close).toList()))
                .transform(closed -> tunnels.whenNone());
    }

    private void cut(Drain drain, Promise<Void> over) {
        drain.figures().cut(connections == null ? 0 : connections.exchanges(), tunnels.count());
        tunnels.closeAll();
        if (connections != null) {
            connections.cut();
        }
        over.tryComplete();
    }

    @Override
    public Future<?> stop() {
        admission.close();
        if (sharing != null) {
            sharing.close();
        }
        return Future.succeededFuture();
    }

    /** Asks the tunnels of this loop, on its thread. */
    <T> Future<T> onTunnels(Function<Tunnels, Future<T>> question) {
        Promise<T> answered = Promise.promise();
        context.runOnContext(go -> question.apply(tunnels).onComplete(answered));
        return answered.future();
    }

    /** What this loop knows of endpoints, as of the last second; safe from any thread. */
    List<LoadFigure> loads() {
        return loads;
    }

    /** What the pools of endpoints hold, as of the last second; safe from any thread. */
    Map<OriginAddress, PoolFigure> connected() {
        return connected;
    }

    /** As of the last second; safe from any thread. */
    LoopFigures figures() {
        return figures;
    }
}
