package io.sallyport.standalone.check;

import io.sallyport.config.Bound;
import io.sallyport.config.Finding;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.http.Cidr;
import io.sallyport.kit.tls.StoreTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the records of {@code sallyport.yaml} cannot see: keys that contradict each other, files that are not there. */
final class SuiteCheck {
    private final Path folder;
    private final Bound<SuiteConfig> suite;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    SuiteCheck(Path folder, Bound<SuiteConfig> suite) {
        this.folder = folder;
        this.suite = suite;
    }

    List<Finding> findings() {
        listeners(suite.value().listeners());
        addresses();
        tokens();
        boolean alone = suite.value().store().isMemory();
        if (alone && suite.value().bus().clustered()) {
            add("store.url", "\"memory\"", "redis://host:port, because bus.clustered is true");
        }
        if (!suite.value().bus().clustered()) {
            suite.value().restart().socket().ifPresent(this::handover);
        }
        bus();
        StoreConfig store = suite.value().store();
        if (store.place().tls()) {
            StoreTls.problems(store.tls(), folder)
                    .forEach(problem -> add("store.tls." + problem.path(), problem.found(), problem.allowed()));
        }
        suite.value().geo().database().ifPresent(this::database);
        purge(suite.value().cache().forward().purge());
        findings.addAll(
                new LogFilesCheck(folder, suite.positions()).run(suite.value().logs()));
        warnings.addAll(new IdleLogKeys(suite.positions()).of(suite.value()));
        warnings.addAll(new IdleTracingKeys(suite.positions()).of(suite.value().tracing()));
        warnings.addAll(new IdleOverloadKeys(suite.positions()).of(suite.value()));
        return findings;
    }

    private void bus() {
        BusCheck check = new BusCheck(folder, suite.positions());
        findings.addAll(check.run(suite.value().bus()));
        warnings.addAll(check.warnings());
    }

    private void tokens() {
        TokenCheck check = new TokenCheck(suite.positions());
        findings.addAll(check.run(suite.value().admin()));
        warnings.addAll(check.warnings());
    }

    private void purge(List<String> ranges) {
        for (int i = 0; i < ranges.size(); i++) {
            try {
                Cidr.parse(ranges.get(i));
            } catch (IllegalArgumentException e) {
                add(
                        "cache.forward.purge[" + i + "]",
                        '"' + ranges.get(i) + '"',
                        "an address or range such as 10.0.0.0/8 or 2001:db8::/32");
            }
        }
    }

    private void handover(String name) {
        add(
                "restart.socket",
                '"' + name + '"',
                "no key, because bus.clustered is false: it is for an edge in a process of its own");
    }

    private void database(String name) {
        if (!Files.isReadable(folder.resolve(name))) {
            add("geo.database", '"' + name + "\" (no such file)", "a readable file in MaxMind DB format, or no key");
        }
    }

    /** What works and will hardly be meant; to be asked for after the findings. */
    List<Finding> warnings() {
        return warnings;
    }

    private void listeners(List<ListenerConfig> listeners) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < listeners.size(); i++) {
            ListenerConfig listener = listeners.get(i);
            String at = "listeners[" + i + "]";
            if (!names.add(listener.name())) {
                add(at + ".name", '"' + listener.name() + "\" again", "a name that no other listener has");
            }
            ListenerCheck check = new ListenerCheck(folder, suite.positions(), at);
            findings.addAll(check.run(listener));
            warnings.addAll(check.warnings());
            warnings.addAll(new IdleListenerKeys(suite.positions(), at).of(listener));
        }
    }

    private void addresses() {
        Map<HostPort, String> users = new HashMap<>();
        List<ListenerConfig> listeners = suite.value().listeners();
        for (int i = 0; i < listeners.size(); i++) {
            address(listeners.get(i).bind(), "listeners[" + i + "].bind", users);
        }
        address(suite.value().admin().bind(), "admin.bind", users);
    }

    private void address(HostPort address, String path, Map<HostPort, String> users) {
        String user = address.port() == 0 ? null : users.putIfAbsent(address, path);
        if (user != null) {
            add(path, "\"" + address + "\"", "an address other than that of " + user);
        }
    }

    private void add(String path, String found, String allowed) {
        findings.add(suite.positions().finding(path, found, allowed));
    }
}
