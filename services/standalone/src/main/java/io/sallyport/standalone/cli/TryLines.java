package io.sallyport.standalone.cli;

import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Auth;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.CheckedFolder.CheckedList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One line for each feature that the configuration has. With the demo they show its resources. */
final class TryLines {
    private final CheckedFolder folder;
    private final boolean demo;
    private final Function<ListenerConfig, String> url;
    private final List<TryLine> lines = new ArrayList<>();

    private TryLines(CheckedFolder folder, boolean demo, Function<ListenerConfig, String> url) {
        this.folder = folder;
        this.demo = demo;
        this.url = url;
    }

    static List<TryLine> of(CheckedFolder folder, boolean demo, Function<ListenerConfig, String> url, String admin) {
        TryLines lines = new TryLines(folder, demo, url);
        lines.listener(Mode.REVERSE, false).ifPresent(lines::reverse);
        lines.listener(Mode.REVERSE, true).ifPresent(lines::reverseTls);
        lines.listener(Mode.FORWARD, false)
                .or(() -> lines.listener(Mode.MIXED, false))
                .ifPresent(lines::forward);
        lines.listener(Mode.SOCKS5, false)
                .or(() -> lines.listener(Mode.MIXED, false))
                .ifPresent(lines::socks);
        lines.admin(admin);
        return lines.lines;
    }

    private Optional<ListenerConfig> listener(Mode mode, boolean tls) {
        return folder.config().listeners().stream()
                .filter(listener -> listener.mode() == mode && listener.tls().isPresent() == tls)
                .findFirst();
    }

    private void reverse(ListenerConfig listener) {
        String base = url.apply(listener);
        folder.routes().routes().stream()
                .findFirst()
                .ifPresent(route -> add("the reverse proxy", "curl -i " + request(base, route, "/")));
        for (RouteDocument route : folder.routes().routes()) {
            Optional<String> pin = pin(route);
            if (pin.isPresent()) {
                add("a version pin", "curl -s " + pin.get() + " " + request(base, route, "/version"));
                break;
            }
        }
        folder.routes().routes().stream()
                .filter(route -> route.cache().enabled())
                .findFirst()
                .ifPresent(route -> add(
                        "the cache: the second answer is a hit",
                        "for i in 1 2; do curl -s -o /dev/null -D - " + request(base, route, "/products")
                                + " | grep -i '^cache-status'; done"));
    }

    /** A route's own path, or in the demo one that shows something. */
    private String request(String base, RouteDocument route, String demoPath) {
        String host = route.match().host();
        String field = host.equals("*") ? "" : "-H 'Host: " + host.replace("*.", "www.") + "' ";
        return field + base + (demo ? demoPath : route.match().path());
    }

    private Optional<String> pin(RouteDocument route) {
        if (route.versions().isEmpty() || route.versions().get().by().header().isEmpty()) {
            return Optional.empty();
        }
        VersionsDocument versions = route.versions().get();
        return folder.routes().clusters().stream()
                .filter(cluster -> cluster.name().equals(route.cluster()))
                .map(ClusterDocument::endpoints)
                .flatMap(List::stream)
                .map(EndpointDocument::version)
                .filter(version -> !version.isEmpty() && !version.equals(versions.fallback()))
                .findFirst()
                .map(version -> "-H '" + versions.by().header() + ": " + version + "'");
    }

    private void reverseTls(ListenerConfig listener) {
        String base = url.apply(listener);
        String trust = demo ? "--cacert " + folder.folder().resolve("tls/site.crt") : "-k";
        folder.routes().routes().stream()
                .findFirst()
                .ifPresent(route -> add("the same with TLS", "curl -i " + trust + " " + request(base, route, "/")));
    }

    private void forward(ListenerConfig listener) {
        String proxy = login(listener) + "-x " + url.apply(listener) + " ";
        add("the forward proxy", "curl -i " + proxy + (demo ? "http://127.0.0.1:9102/time" : "http://example.org/"));
        add(
                "a tunnel (CONNECT)",
                "curl -i " + proxy + (demo ? "-p http://127.0.0.1:9102/time" : "https://example.org/"));
        for (RuleDocument rule : folder.policies().rules()) {
            Optional<String> site = blocked(rule, listener);
            if (site.isPresent()) {
                add("a blocked site: " + rule.status(), "curl -i " + proxy + "http://" + site.get() + "/");
                return;
            }
        }
    }

    private void socks(ListenerConfig listener) {
        String proxy = login(listener) + "-x " + url.apply(listener).replace("http://", "socks5h://") + " ";
        add("the same by SOCKS5", "curl -i " + proxy + (demo ? "http://127.0.0.1:9102/time" : "https://example.org/"));
    }

    /** curl asks for the password by itself. */
    private static String login(ListenerConfig listener) {
        return listener.auth() == Auth.BASIC ? "-U USER " : "";
    }

    /** A site that the rule blocks, if nothing but the site and the listener matters to it. */
    private Optional<String> blocked(RuleDocument rule, ListenerConfig listener) {
        WhenDocument when = rule.when();
        boolean here = when.listener().isEmpty() || when.listener().contains(listener.name());
        boolean simple = when.client().isEmpty()
                && when.method().isEmpty()
                && when.port().isEmpty();
        if (!rule.then().block()
                || !here
                || !simple
                || when.site().isEmpty() == when.list().isEmpty()) {
            return Optional.empty();
        }
        if (!when.site().isEmpty()) {
            return Optional.of(when.site().get(0).replace("*.", "www."));
        }
        return folder.lists().stream()
                .filter(list ->
                        when.list().contains(list.name()) && !list.sample().isEmpty())
                .map(CheckedList::sample)
                .findFirst();
    }

    private void admin(String base) {
        AdminConfig config = folder.config().admin();
        boolean open = config.token().isEmpty() && config.tokens().isEmpty();
        String curl = "curl -s " + (open ? "" : "-H \"Authorization: Bearer $SALLYPORT_ADMIN_TOKEN\" ");
        add("the last requests", curl + "'" + base + "/v1/logs?since=15m&limit=5'");
        add("the servers: version, health, traffic", curl + base + "/v1/servers");
        add("the suite itself", curl + base + "/v1/status");
        add("metrics", curl + base + "/metrics");
    }

    private void add(String what, String command) {
        lines.add(new TryLine(what, command));
    }
}
