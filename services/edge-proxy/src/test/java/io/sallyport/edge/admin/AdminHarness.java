package io.sallyport.edge.admin;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.edge.anonymity.ProbePass;
import io.sallyport.edge.fingerprint.Fingerprint;
import io.sallyport.edge.selftest.Selftest;
import io.sallyport.edge.tunnel.TunnelDesk;
import io.sallyport.edge.tunnel.TunnelPage;
import io.sallyport.edge.tunnel.TunnelSelection;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** An admin server on a free port, of an edge whose one listener is not open yet; with a roster to announce services on. */
final class AdminHarness implements AutoCloseable {
    final Metrics metrics = new Metrics();
    final Queue<AccessRecord> records = new ConcurrentLinkedQueue<>();
    volatile Readiness readiness = Readiness.READY;

    private final Vertx vertx = Vertx.vertx();
    private final RunningEnvironment environment;
    private final AdminServer server;

    private AdminHarness(AdminConfig admin) throws Exception {
        ListenerConfig egress =
                new ListenerConfig("egress", ListenerConfig.Mode.FORWARD, new HostPort("127.0.0.1", 0), null, null);
        SuiteConfig config = new SuiteConfig(List.of(egress), admin, null, null, null, null, null, null, null, null);
        environment = RunningEnvironment.on(vertx, config, Path.of("."));
        Fingerprint fingerprint =
                new Fingerprint(vertx, Clock.systemUTC(), List.of(), Map::of, () -> new RoutesDocument(null, null));
        Selftest selftest = new Selftest(vertx, Clock.systemUTC(), config, new ProbePass(), Map::of, Map::of);
        server = AdminServer.open(
                        environment.environment(),
                        () -> readiness,
                        metrics,
                        new SelfTests(fingerprint, selftest),
                        new NoTunnels(),
                        new ProxyCalls(List.of(), Map::of, () -> null),
                        records::add)
                .await(10, TimeUnit.SECONDS);
    }

    /** An edge without a tunnel. */
    private static final class NoTunnels implements TunnelDesk {
        @Override
        public Future<TunnelPage> page(TunnelSelection selection, long after, int limit) {
            return Future.succeededFuture(new TunnelPage(0, List.of(), 0));
        }

        @Override
        public Future<Integer> cut(TunnelSelection selection) {
            return Future.succeededFuture(0);
        }

        @Override
        public Future<Integer> cutForbidden() {
            return Future.succeededFuture(0);
        }
    }

    static AdminHarness open() throws Exception {
        return withToken("");
    }

    static AdminHarness withToken(String token) throws Exception {
        return with(new AdminConfig(new HostPort("127.0.0.1", 0), null, new Secret(token)));
    }

    /** An AdminHarness with callers and rates of its own; it must bind port 0. */
    static AdminHarness with(AdminConfig admin) throws Exception {
        return new AdminHarness(admin);
    }

    int port() {
        return server.address().port();
    }

    /** Announces a ready instance and waits until it is known. */
    void announce(String service, String instance, int port) {
        ServiceAnnouncement announcement = new ServiceAnnouncement(
                service,
                instance,
                "127.0.0.1:" + port,
                Instant.parse("2026-01-01T00:00:00Z"),
                true,
                Map.of("policy", 7L),
                List.of("a list is old"),
                Map.of("hits", 5L));
        environment.environment().roster().announce(() -> announcement);
        Eventually.until(
                service + " " + instance + " is known",
                () -> environment.environment().roster().ready(service).contains(announcement));
    }

    /** A GET with the Host field that a client on this machine sends. */
    RawResponse get(String target, String... fieldLines) {
        try (RawClient client = RawClient.connect(port())) {
            return client.get(target, local(fieldLines));
        }
    }

    /** Any request text, with the method deciding whether the answer has a body. */
    RawResponse send(String method, String request) {
        try (RawClient client = RawClient.connect(port())) {
            return client.send(request).readResponse(method);
        }
    }

    private static String[] local(String... fieldLines) {
        String[] lines = new String[fieldLines.length + 1];
        lines[0] = "Host: localhost";
        System.arraycopy(fieldLines, 0, lines, 1, fieldLines.length);
        return lines;
    }

    @Override
    public void close() throws Exception {
        server.close().await(10, TimeUnit.SECONDS);
        environment.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
