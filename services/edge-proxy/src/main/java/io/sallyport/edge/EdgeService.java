package io.sallyport.edge;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.Subject;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.policy.Profile;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.edge.access.Access;
import io.sallyport.edge.admin.AdminServer;
import io.sallyport.edge.admin.ProxyCalls;
import io.sallyport.edge.admin.SelfTests;
import io.sallyport.edge.anonymity.ProbePass;
import io.sallyport.edge.anonymity.PseudonymKeys;
import io.sallyport.edge.background.Validations;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.collapse.Fetches;
import io.sallyport.edge.compress.Compressor;
import io.sallyport.edge.control.SnapshotControl;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.exchange.Via;
import io.sallyport.edge.exit.WayStates;
import io.sallyport.edge.figures.ClientFigures;
import io.sallyport.edge.figures.DrainFigures;
import io.sallyport.edge.figures.EdgeFigures;
import io.sallyport.edge.figures.PoolFigures;
import io.sallyport.edge.fill.FillRoom;
import io.sallyport.edge.fingerprint.Fingerprint;
import io.sallyport.edge.limit.ClientLimits;
import io.sallyport.edge.limit.LimitFigures;
import io.sallyport.edge.lines.AccessLog;
import io.sallyport.edge.listener.AddressKey;
import io.sallyport.edge.listener.Listener;
import io.sallyport.edge.names.LookupThreads;
import io.sallyport.edge.names.OwnAddresses;
import io.sallyport.edge.observe.AccessShipper;
import io.sallyport.edge.overload.Overload;
import io.sallyport.edge.purge.EdgePurges;
import io.sallyport.edge.range.Wholes;
import io.sallyport.edge.restart.Succession;
import io.sallyport.edge.route.RouteLoads;
import io.sallyport.edge.selftest.Selftest;
import io.sallyport.edge.shadow.ShadowFigures;
import io.sallyport.edge.shared.SharedTiers;
import io.sallyport.edge.tls.EdgeCertificates;
import io.sallyport.edge.trace.Tracing;
import io.sallyport.edge.upstream.BalanceFigures;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.sallyport.kit.netty.listening.ListeningSockets;
import io.sallyport.kit.service.Service;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.routing.circuit.Circuits;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge as a service: follows snapshots, opens the listeners on every event loop, ships records. */
public final class EdgeService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeService.class);
    private static final String NAME = "edge-proxy";
    private static final Duration CERTIFICATE_SCAN = Duration.ofSeconds(1);

    private final String instance =
            NAME + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final Metrics metrics = new Metrics();
    private final DrainFigures draining = new DrainFigures(metrics);
    private ServiceEnvironment environment;
    private Instant startedAt;
    private EdgeParts parts;
    private Runnable replaced;
    private EdgeLoops loops;
    private EdgeReports reports;
    private Succession succession;
    private OwnAddressWatch own;
    private volatile AdminServer admin;
    private AccessLog accessLog;
    private MemoryWatch memoryWatch;
    private volatile boolean ready;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void whenReplaced(Runnable stop) {
        replaced = stop;
    }

    @Override
    public Future<Void> start(ServiceEnvironment given) {
        environment = given;
        startedAt = given.clock().instant();
        succession = new Succession(given, replaced);
        EdgePurges purges = new EdgePurges(given, this::keys, instance, metrics);
        BalanceFigures balancing = new BalanceFigures(metrics);
        accessLog = AccessLog.open(given, instance, metrics);
        Overload overload = overload(given);
        MemoryCache memory = new MemoryCache(given.config().cache(), purges.table(), purges::isCurrent);
        parts = new EdgeParts(
                Via.PREFIX + instance.substring(instance.length() - 8),
                new SnapshotControl(given, SnapshotTimings.defaults()),
                memory,
                purges,
                new SharedTiers(given, instance, metrics),
                new Fetches(given.config().cache().collapseTimeout(), metrics),
                new FillRoom(given.config().cache(), memory.lent(), overload::keeps, metrics),
                new Wholes(metrics),
                new Compressor(metrics),
                new Access(given, metrics),
                new Circuits(balancing),
                balancing,
                new ShadowFigures(metrics),
                new PoolFigures(metrics),
                Tracing.open(given.config().tracing(), instance, metrics),
                AccessShipper.open(given.vertx(), given.folder(), instance, given.config(), accessLog::offer, metrics),
                new EdgeFigures(metrics),
                new ClientFigures(metrics),
                new ClientLimits(given.config().limits(), new LimitFigures(metrics)),
                new AtomicLong(),
                new RouteLoads(),
                new Validations(metrics),
                new EdgeCertificates(given, metrics),
                AddressKey.random(),
                new PseudonymKeys(given),
                new WayStates(given.clock()),
                new ProbePass(),
                new LookupThreads(),
                new OwnAddresses(),
                overload);
        watch(given);
        return purges.start()
                .compose(followed -> reports.start())
                .compose(started -> succession.begin())
                .compose(taken -> openAdmin(given))
                .compose(opened -> parts.pseudonyms().start())
                .compose(agreed -> parts.snapshots().first())
                .compose(arrived -> parts.certificates().load())
                .compose(loaded -> loops.start(parts))
                .compose(started -> loops.open(succession.alone()))
                .compose(opened -> own.look())
                .compose(opened ->
                        parts.certificates().watch(CERTIFICATE_SCAN, loops.all().get(0)::update))
                .compose(opened -> succession.confirm())
                .onSuccess(opened -> ready = true)
                .compose(opened -> succession.serve(this::handedOver))
                .recover(cause -> stop().transform(stopped -> Future.failedFuture(cause)));
    }

    private void watch(ServiceEnvironment given) {
        loops = new EdgeLoops(given, metrics);
        reports = new EdgeReports(given, instance, parts, loops, metrics, this::announcement);
        new EdgeGauges(metrics, parts, loops.all()).register(given.clock());
        own = new OwnAddressWatch(given, parts.own(), this::ports, () -> admin == null ? null : admin());
    }

    private Overload overload(ServiceEnvironment given) {
        memoryWatch = MemoryWatch.start(given.vertx(), given.config().overload().memory());
        return new Overload(given.config().overload(), memoryWatch.gauge(), metrics);
    }

    private Future<AdminServer> openAdmin(ServiceEnvironment given) {
        return AdminServer.open(
                        given,
                        this::readiness,
                        metrics,
                        new SelfTests(fingerprint(given), selftest(given)),
                        new EdgeTunnels(loops.all(), parts.snapshots()::current),
                        proxies(given),
                        parts.shipper()::offer)
                .onSuccess(opened -> admin = opened);
    }

    private Fingerprint fingerprint(ServiceEnvironment given) {
        return new Fingerprint(given.vertx(), given.clock(), given.config().listeners(), this::ports, this::routes);
    }

    private Selftest selftest(ServiceEnvironment given) {
        return new Selftest(given.vertx(), given.clock(), given.config(), parts.probes(), this::ports, this::profiles);
    }

    private Map<Profile, List<String>> profiles() {
        SnapshotSet current = parts.snapshots().current();
        return current == null ? Map.of() : current.policy().profiles();
    }

    private ProxyCalls proxies(ServiceEnvironment given) {
        return new ProxyCalls(given.config().listeners(), this::ports, parts.snapshots()::current);
    }

    private RoutesDocument routes() {
        SnapshotSet current = parts.snapshots().current();
        return current == null
                ? new RoutesDocument(null, null)
                : current.routes().document();
    }

    private Set<CacheKey> keys(String url) {
        SnapshotSet current = parts == null ? null : parts.snapshots().current();
        return current == null ? Set.of() : current.cachePlans().keys(url);
    }

    private Readiness readiness() {
        if (draining.isDraining()) {
            return Readiness.notReady("it stops");
        }
        return ready ? Readiness.READY : Readiness.notReady("listeners are not open");
    }

    /** Bound port by listener name. */
    public Map<String, Integer> ports() {
        return loops == null ? Map.of() : loops.ports();
    }

    List<EdgeLoop> loops() {
        return loops.all();
    }

    /** Number of the snapshot that new exchanges decide by. */
    long generation(Subject subject) {
        return parts.snapshots().generations().get(subject.token());
    }

    /** Revision of the report of canaries that new exchanges are drawn by. */
    long canaryRevision() {
        return parts.snapshots().current().canaries().revision();
    }

    /** All figures as text. */
    String metrics() {
        return metrics.text();
    }

    /** Where the admin plane is. */
    public HostPort admin() {
        return admin.address();
    }

    private ServiceAnnouncement announcement() {
        return new ServiceAnnouncement(
                NAME,
                instance,
                admin == null ? "" : admin.address().toString(),
                startedAt,
                ready,
                parts.snapshots().generations(),
                problems(),
                figures());
    }

    /** What an operator should know; empty when all is well. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(parts.snapshots().problems());
        problems.addAll(parts.certificates().problems());
        parts.pseudonyms().problem().ifPresent(problems::add);
        parts.shipper().problem().ifPresent(problems::add);
        parts.overload().problem().ifPresent(problems::add);
        problems.addAll(accessLog.problems());
        if (!succession.problem().isEmpty()) {
            problems.add(succession.problem());
        }
        environment.config().listeners().stream()
                .map(Listener::h3Problem)
                .filter(problem -> !problem.isEmpty())
                .forEach(problems::add);
        return problems;
    }

    private Map<String, Long> figures() {
        Map<String, Long> figures = new HashMap<>(parts.cache().figures());
        parts.certificates().daysLeft().ifPresent(days -> figures.put("certificateDaysLeft", days));
        figures.put("purges", parts.purges().number());
        figures.put("exchanges", parts.figures().exchanges());
        figures.putAll(parts.shipper().figures().byName());
        return figures;
    }

    @Override
    public Future<Void> stop() {
        boolean serving = ready;
        ready = false;
        draining.begins();
        parts.certificates().close();
        Future<Void> closed = succession.isTaken() ? Future.succeededFuture() : succession.close();
        return closed.transform(done -> serving ? lookAway() : Future.<Void>succeededFuture())
                .transform(seen -> loops.drain(draining, succession::close))
                .transform(drained -> ended())
                .transform(undeployed -> Future.join(parts.shipper().close(), accessLog.close()))
                .transform(shipped -> environment.vertx().executeBlocking(this::closeTraces, false))
                .transform(shipped -> parts.purges().stop())
                .transform(purged -> reports.stop())
                .transform(told -> admin == null ? Future.succeededFuture() : admin.close())
                .transform(stopped -> {
                    reports.close();
                    own.close();
                    memoryWatch.close();
                    parts.pseudonyms().close();
                    parts.snapshots().close();
                    parts.access().close();
                    return Future.succeededFuture();
                });
    }

    /** Serves on while balancers in front learn that it goes, then closes the listening sockets; at once where another edge serves. */
    private Future<Void> lookAway() {
        if (succession.isTaken()) {
            return succession.leave(loops.listening());
        }
        Duration delay = environment.config().restart().delay();
        Future<Void> seen = delay.isZero()
                ? Future.succeededFuture()
                : environment
                        .vertx()
                        .timer(delay.toMillis(), TimeUnit.MILLISECONDS)
                        .mapEmpty();
        return seen.compose(late -> ListeningSockets.of(environment.vertx()).retire(loops.listening()));
    }

    /** What the next edge may have. */
    private List<InetSocketAddress> handedOver() {
        List<InetSocketAddress> all = new ArrayList<>(loops.listening());
        all.add(new InetSocketAddress(admin.address().host(), admin.address().port()));
        return all;
    }

    private Future<Void> ended() {
        if (draining.cut() > 0) {
            LOG.warn("cut at the end of limits.drain: {} requests and tunnels", draining.cut());
        }
        return loops.close();
    }

    private Object closeTraces() {
        parts.tracing().close();
        return parts;
    }
}
