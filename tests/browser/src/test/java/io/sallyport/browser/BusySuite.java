package io.sallyport.browser;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A whole suite in this JVM as an operator meets it: servers of three versions with a canary that is bad, lists, rules of
 * every kind, on ports of its own; and clients that keep it busy.
 */
final class BusySuite implements AutoCloseable {
    static final String POLICIES = """
            # Who may go where.
            lists: [{name: ads, file: ads.txt}]
            rules:
              - {name: no-ads, when: {list: [ads]}, then: block, reason: "an advertisement"}
              - {name: by-order, when: {site: [blocked.test]}, then: block, status: 451, reason: "withheld by order", reference: "order 1/2026"}
              - {name: no-games, when: {site: [localhost]}, then: block, mode: report}
              - {name: loopback, when: {listener: [egress]}, then: {allow: {targets: [127.0.0.0/8], ports: [%d]}}}
            default: allow
            """;

    private static final Duration START = Duration.ofSeconds(30);
    private static final String SUITE = """
            listeners:
              - {name: web, mode: reverse, bind: "127.0.0.1:0", trust: [127.0.0.0/8]}
              - {name: egress, mode: forward, bind: "127.0.0.1:0"}
            admin:
              bind: "127.0.0.1:0"
              rate: 1000
              tokens: [%s]
            logs: {flush: 20ms}
            limits: {eventLoops: 1, drain: 1s}
            """;
    private static final String ROUTES = """
            clusters:
              - name: shop
                endpoints: [%s]
                health: {path: /health, interval: 200ms, rise: 1}
                info: {path: /version, pointer: /version, facts: [commit]}
              - {name: stock, endpoints: ["http://127.0.0.1:9"], health: {path: /health, interval: 500ms, fall: 1}}
            routes:
              - {name: robots, match: {host: "*", exact: /robots.txt}, answer: {status: 200, type: text/plain, body: "User-agent: *"}}
              - {name: stock, match: {host: "*", path: /stock}, cluster: stock}
              - name: shop
                match: {host: "*", path: /}
                cluster: shop
                versions: {by: {header: X-Version}, default: "1.5"}
                canary: {version: "1.6", steps: [{weight: 20, hold: 10m}, {weight: 50, hold: 10m}], gates: {errorShare: 99%%, minSample: 100000}}
                cache: {enabled: true}
            """;

    private final List<Shop> shops;
    private final ScriptedOrigin outside;
    private final Suite suite;
    private final CheckedFolder checked;

    private BusySuite(List<Shop> shops, ScriptedOrigin outside, CheckedFolder checked) {
        this.shops = shops;
        this.outside = outside;
        this.checked = checked;
        this.suite = Suite.start(checked, List.of());
    }

    /** Where everybody may do everything. */
    static BusySuite start(Path folder) {
        return start(folder, "", "");
    }

    /**
     * Where only who has a token may do anything.
     *
     * @param tokens items of {@code admin.tokens}; none: everybody on this machine may do everything
     * @param token  one of them
     */
    static BusySuite start(Path folder, String tokens, String token) {
        List<Shop> shops =
                new ArrayList<>(List.of(Shop.good("1.1"), Shop.good("1.5"), Shop.good("1.5"), Shop.bad("1.6")));
        ScriptedOrigin outside = ScriptedOrigin.start("from outside");
        String endpoints = String.join(", ", shops.stream().map(Shop::endpoint).toList());
        write(folder, "sallyport.yaml", SUITE.formatted(tokens));
        write(folder, "routes.yaml", ROUTES.formatted(endpoints));
        write(folder, "policies.yaml", POLICIES.formatted(outside.port()));
        write(folder, "ads.txt", "0.0.0.0 ads.test\n0.0.0.0 tracker.test\n");
        BusySuite suite = new BusySuite(shops, outside, FolderCheck.run(folder, Map.of(), new Properties()));
        suite.awaitVersions(token);
        return suite;
    }

    private static void write(Path folder, String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the admin plane is, without a path. */
    String admin() {
        HostPort admin = suite.addresses().admin();
        return "http://127.0.0.1:" + admin.port();
    }

    Api api() {
        return api("");
    }

    /** With a token; none: an empty one. */
    Api api(String token) {
        return new Api(suite.addresses().admin().port(), token);
    }

    /** A tab for the page of this suite, with nothing in it yet. */
    Tab tab(Chromium chromium, Screen screen) {
        return chromium.tab(screen, admin());
    }

    /** Waits until probes have told all versions, and the edge knows it: until then routes by version lead nowhere. */
    private void awaitVersions(String token) {
        Eventually.that(START, () -> assertThat(versions(token)).containsExactly("1.1", "1.5", "1.5", "1.6"));
        for (String version : List.of("1.1", "1.5", "1.6")) {
            Eventually.until(version, START, () -> traffic().shop(0, "/warm-up", "X-Version: " + version) == 200);
        }
    }

    private List<String> versions(String token) {
        return api(token).get("/v1/health").getJsonArray("endpoints").stream()
                .map(endpoint -> ((JsonObject) endpoint).getString("version"))
                .filter(version -> !version.isEmpty())
                .sorted()
                .toList();
    }

    Traffic traffic() {
        Map<String, Integer> ports = checked.config().listeners().stream()
                .collect(toMap(
                        ListenerConfig::name,
                        listener -> suite.addresses().of(listener).port()));
        return new Traffic(ports.get("web"), ports.get("egress"), outside.port());
    }

    /** The server of a version; the first of several. */
    Shop shop(String version) {
        return shops.stream()
                .filter(shop -> shop.version().equals(version))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        suite.stop();
        shops.forEach(Shop::close);
        outside.close();
    }
}
