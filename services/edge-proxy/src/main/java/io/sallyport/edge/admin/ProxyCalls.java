package io.sallyport.edge.admin;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.pac.ProxyAddress;
import io.sallyport.edge.pac.ProxyConfiguration;
import io.sallyport.edge.pac.Shell;
import io.sallyport.http.Authority;
import io.sallyport.kit.api.Answers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /proxy.pac} and {@code GET /v1/proxy-env}: how to use a forward listener, by the policy in force. */
public final class ProxyCalls {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final List<String> EVERYWHERE = List.of("0.0.0.0", "::");

    private final List<ListenerConfig> listeners;
    private final Supplier<Map<String, Integer>> ports;
    private final Supplier<SnapshotSet> snapshots;

    /** @param ports bound ones by listener */
    public ProxyCalls(
            List<ListenerConfig> listeners, Supplier<Map<String, Integer>> ports, Supplier<SnapshotSet> snapshots) {
        this.listeners = listeners.stream()
                .filter(listener -> listener.mode().isForward())
                .toList();
        this.ports = ports;
        this.snapshots = snapshots;
    }

    void mount(Router router) {
        router.get("/proxy.pac").handler(this::script);
        router.get("/v1/proxy-env").handler(this::environment);
    }

    private void script(RoutingContext context) {
        SnapshotSet current = snapshots.get();
        listener(context, current).ifPresent(listener -> {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            Answers.text(
                    context,
                    200,
                    ProxyConfiguration.PAC_TYPE,
                    ProxyConfiguration.script(
                            current.policy().document(),
                            current.policyGeneration(),
                            listener.name(),
                            null,
                            address(context, listener)));
        });
    }

    private void environment(RoutingContext context) {
        String named = context.queryParams().get("shell");
        Shell shell = named == null ? Shell.SH : Shell.named(named);
        if (shell == null) {
            Answers.problem(context, 400, "shell: found \"" + named + "\", allowed: sh, fish, powershell");
            return;
        }
        SnapshotSet current = snapshots.get();
        listener(context, current).ifPresent(listener -> {
            PoliciesDocument policy = current.policy().document();
            ProxyAddress address = address(context, listener);
            Answers.text(
                    context, 200, TEXT, ProxyConfiguration.environment(policy, listener.name(), null, address, shell));
        });
    }

    /** The one asked for, else the first that speaks HTTP, else the first; answers when there is none. */
    private Optional<ListenerConfig> listener(RoutingContext context, SnapshotSet current) {
        if (current == null) {
            Answers.problem(context, 503, "there is no policy yet");
            return Optional.empty();
        }
        String named = context.queryParams().get("listener");
        Optional<ListenerConfig> found = named == null
                ? listeners.stream()
                        .filter(listener -> listener.mode() != Mode.SOCKS5)
                        .findFirst()
                        .or(() -> listeners.stream().findFirst())
                : listeners.stream()
                        .filter(listener -> listener.name().equals(named))
                        .findFirst();
        if (found.isEmpty()) {
            String allowed = String.join(
                    ", ", listeners.stream().map(ListenerConfig::name).toList());
            Answers.problem(
                    context,
                    404,
                    listeners.isEmpty()
                            ? "there is no listener of the forward side"
                            : "listener: found \"" + named + "\", allowed: " + allowed);
        }
        return found;
    }

    /** A listener on all addresses is reached by the one that the client has reached us by. */
    private ProxyAddress address(RoutingContext context, ListenerConfig listener) {
        String bound = listener.bind().host();
        Authority asked = Authority.parse(context.request().getHeader(HttpHeaders.HOST));
        String host = EVERYWHERE.contains(bound) && asked != null ? asked.host() : bound;
        int port = ports.get().getOrDefault(listener.name(), listener.bind().port());
        return ProxyAddress.of(listener, new Authority(host, port));
    }
}
