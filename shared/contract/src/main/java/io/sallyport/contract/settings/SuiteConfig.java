package io.sallyport.contract.settings;

import java.util.List;

/**
 * All of {@code sallyport.yaml}.
 *
 * @param name how we call ourselves in {@code Proxy-Status} and {@code Cache-Status}; empty: both are left out of
 *     answers of reverse listeners
 */
public record SuiteConfig(
        List<ListenerConfig> listeners,
        AdminConfig admin,
        StoreConfig store,
        BusConfig bus,
        CacheConfig cache,
        LogsConfig logs,
        LimitsConfig limits,
        UpstreamConfig upstream,
        GeoConfig geo,
        String name,
        TunnelsConfig tunnels,
        AnonymityConfig anonymity,
        ResolverConfig resolver,
        TracingConfig tracing,
        RestartConfig restart,
        OverloadConfig overload) {
    public SuiteConfig {
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
        admin = admin == null ? new AdminConfig(null, null, null) : admin;
        store = store == null ? new StoreConfig(null, null) : store;
        bus = bus == null ? new BusConfig(false, null, null, null, 0) : bus;
        cache = cache == null ? new CacheConfig(null, null, null) : cache;
        logs = logs == null ? LogsConfig.defaults() : logs;
        limits = limits == null ? LimitsConfig.defaults() : limits;
        upstream = upstream == null ? UpstreamConfig.defaults() : upstream;
        geo = geo == null ? new GeoConfig(null) : geo;
        tunnels = tunnels == null ? TunnelsConfig.defaults() : tunnels;
        anonymity = anonymity == null ? AnonymityConfig.defaults() : anonymity;
        resolver = resolver == null ? ResolverConfig.defaults() : resolver;
        tracing = tracing == null ? TracingConfig.defaults() : tracing;
        restart = restart == null ? RestartConfig.defaults() : restart;
        overload = overload == null ? OverloadConfig.defaults() : overload;
        name = name == null ? "Sallyport" : name;
        if (!isToken(name)) {
            throw new IllegalArgumentException(
                    "name: found \"" + name
                            + "\", allowed: up to 64 letters, digits, dots, dashes and underscores, a letter first; or nothing");
        }
    }

    /** A suite that has the usual of everything else. */
    public SuiteConfig(
            List<ListenerConfig> listeners,
            AdminConfig admin,
            StoreConfig store,
            BusConfig bus,
            CacheConfig cache,
            LogsConfig logs,
            LimitsConfig limits,
            UpstreamConfig upstream,
            GeoConfig geo,
            String name) {
        this(
                listeners, admin, store, bus, cache, logs, limits, upstream, geo, name, null, null, null, null, null,
                null);
    }

    /** RFC 8941 section 3.3.4, of which we allow what needs no thought. */
    private static boolean isToken(String text) {
        return text.length() <= 64
                && (text.isEmpty() || Character.isLetter(text.charAt(0)))
                && text.chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_'));
    }
}
