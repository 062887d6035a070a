package io.sallyport.contract.settings;

import java.util.List;

/** All of {@code sallyport.yaml}. */
public record SuiteConfig(
        List<ListenerConfig> listeners,
        AdminConfig admin,
        StoreConfig store,
        BusConfig bus,
        CacheConfig cache,
        LogsConfig logs,
        LimitsConfig limits,
        UpstreamConfig upstream,
        GeoConfig geo) {
    public SuiteConfig {
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
        admin = admin == null ? new AdminConfig(null, null, null) : admin;
        store = store == null ? new StoreConfig(null, null) : store;
        bus = bus == null ? new BusConfig(false, null, null, null, 0) : bus;
        cache = cache == null ? new CacheConfig(null, null, null) : cache;
        logs = logs == null ? new LogsConfig(null, null, null) : logs;
        limits = limits == null ? LimitsConfig.defaults() : limits;
        upstream = upstream == null ? UpstreamConfig.defaults() : upstream;
        geo = geo == null ? new GeoConfig(null) : geo;
    }
}
