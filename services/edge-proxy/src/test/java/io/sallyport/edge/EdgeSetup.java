package io.sallyport.edge;

import io.sallyport.config.Binder;
import io.sallyport.config.Source;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.contract.settings.GeoConfig;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.contract.settings.RestartConfig;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.contract.settings.TlsConfig;
import io.sallyport.contract.settings.TlsConfig.CertificateConfig;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an edge under test starts with; everything not said has its default. */
final class EdgeSetup {
    /** No test but those of stopping waits for requests that its own clients have not sent. */
    private static final RestartConfig AT_ONCE = new RestartConfig(null, Duration.ZERO, null);

    private final List<ListenerConfig> listeners = new ArrayList<>(
            List.of(listener(EdgeHarness.REVERSE, Mode.REVERSE), listener(EdgeHarness.FORWARD, Mode.FORWARD)));
    private final Map<String, String> lists = new HashMap<>();
    private LimitsConfig limits = LimitsConfig.defaults();
    private UpstreamConfig upstream = UpstreamConfig.defaults();
    private String routes = "";
    private String policies = "";
    private CacheConfig cache = new CacheConfig(null, null, null);
    private StoreConfig store = new StoreConfig(null, null);
    private Path folder = Path.of(".");
    private GeoConfig geo;
    private String name;
    private SuiteConfig suite = new SuiteConfig(null, null, null, null, null, null, null, null, null, null);
    private RestartConfig restart = AT_ONCE;
    private boolean nativeTransport;
    private Clock clock = Clock.systemUTC();
    private Optional<HealthReport> health = Optional.empty();

    static EdgeSetup edge() {
        return new EdgeSetup();
    }

    /** One route to one origin, uncached. */
    static EdgeSetup reverseTo(ScriptedOrigin origin) {
        return edge().routes(routesTo(origin, ""));
    }

    /** A forward side that may go to 127.0.0.0/8, and through tunnels to these ports of it. */
    static EdgeSetup forwardToLoopback(Integer... tunnelPorts) {
        return edge().policies(loopbackOpen(tunnelPorts));
    }

    static String loopbackOpen(Integer... tunnelPorts) {
        return "rules: [{name: open, then: {allow: {targets: [127.0.0.0/8], ports: " + List.of(tunnelPorts) + "}}}]\n";
    }

    /** @param more of the route, such as {@code ", cache: {enabled: true}"} */
    static String routesTo(ScriptedOrigin origin, String more) {
        return "clusters: [{name: shop, endpoints: ['http://" + origin.authority() + "']}]\n"
                + "routes: [{name: all, cluster: shop" + more + "}]\n";
    }

    EdgeSetup routes(String yaml) {
        routes = yaml;
        return this;
    }

    EdgeSetup policies(String yaml) {
        policies = yaml;
        return this;
    }

    /** What lies in the store of the health of servers. */
    EdgeSetup health(HealthReport report) {
        health = Optional.of(report);
        return this;
    }

    /** A list of the policies with its content in the format of hosts files. */
    EdgeSetup list(String name, String hosts) {
        lists.put(name, hosts);
        return this;
    }

    EdgeSetup limits(LimitsConfig config) {
        limits = config;
        return this;
    }

    /** As {@code sallyport.yaml} writes them. */
    EdgeSetup limits(String yaml) {
        return limits(Binder.bind(SuiteConfig.class, Source.of("sallyport.yaml", "limits: " + yaml))
                .value()
                .limits());
    }

    EdgeSetup drain(Duration time) {
        return limits(new LimitsConfig(null, null, null, null, time, null));
    }

    EdgeSetup upstream(UpstreamConfig config) {
        upstream = config;
        return this;
    }

    /** A database of countries in this folder. */
    EdgeSetup countries(Path files, String database) {
        folder = files;
        geo = new GeoConfig(Optional.of(database));
        return this;
    }

    /** How the edge calls itself in its answers. */
    EdgeSetup name(String own) {
        name = own;
        return this;
    }

    /** The reverse side once more, by TLS. */
    EdgeSetup tls(TestCertificate certificate) {
        CertificateConfig files = new CertificateConfig(
                certificate.certificate().toString(), certificate.key().toString());
        listeners.add(new ListenerConfig(
                EdgeHarness.REVERSE_TLS,
                Mode.REVERSE,
                new HostPort("127.0.0.1", 0),
                null,
                Optional.of(new TlsConfig(List.of(files)))));
        return this;
    }

    /** Listeners in place of the usual ones, as {@code sallyport.yaml} writes them; their files lie in the folder. */
    EdgeSetup listeners(Path files, String yaml) {
        folder = files;
        listeners.clear();
        listeners.addAll(Binder.bind(SuiteConfig.class, Source.of("sallyport.yaml", yaml))
                .value()
                .listeners());
        return this;
    }

    /** Where relative names of files begin. */
    EdgeSetup folder(Path files) {
        folder = files;
        return this;
    }

    /** Tunnels, anonymity, resolver, tracing, restart and overload as {@code sallyport.yaml} writes them; of the rest of it nothing. */
    EdgeSetup suite(String yaml) {
        suite = Binder.bind(SuiteConfig.class, Source.of("sallyport.yaml", yaml))
                .value();
        return yaml.contains("restart:") ? restart(suite.restart()) : this;
    }

    /** Stops as an edge does that nothing is said to. */
    EdgeSetup usualStop() {
        return restart(suite.restart());
    }

    private EdgeSetup restart(RestartConfig config) {
        restart = config;
        return this;
    }

    /** Runs on the transport that the suite runs on, and not on the JDK's, where this machine has it. */
    EdgeSetup nativeTransport() {
        nativeTransport = true;
        return this;
    }

    /** What time it is for the edge. */
    EdgeSetup clock(Clock hands) {
        clock = hands;
        return this;
    }

    /** Where shared state lies; in this process unless said. */
    EdgeSetup store(StoreConfig config) {
        store = config;
        return this;
    }

    /** How much is cached, and for how long one waits for others. */
    EdgeSetup cache(CacheConfig config) {
        cache = config;
        return this;
    }

    EdgeHarness start() {
        EdgeHarness harness = new EdgeHarness(
                limits,
                upstream,
                folder,
                listeners,
                new EdgeHarness.Stores(store, cache, geo),
                new EdgeHarness.Extras(
                        name,
                        suite.tunnels(),
                        suite.anonymity(),
                        suite.resolver(),
                        suite.tracing(),
                        restart,
                        suite.overload(),
                        nativeTransport),
                clock);
        harness.routes(routes);
        health.ifPresent(harness::remember);
        harness.policies(policies, lists);
        return harness.open();
    }

    private static ListenerConfig listener(String name, Mode mode) {
        return new ListenerConfig(name, mode, new HostPort("127.0.0.1", 0), null, Optional.empty());
    }
}
