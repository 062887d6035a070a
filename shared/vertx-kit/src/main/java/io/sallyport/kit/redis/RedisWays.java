package io.sallyport.kit.redis;

import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.StoreUrl;
import io.sallyport.kit.tls.StoreTls;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens the way that the configuration names. */
public final class RedisWays {
    private RedisWays() {}

    /**
     * Connects in the background.
     *
     * @param config of a Redis
     * @param folder where relative names of files begin; read here, blocking
     */
    public static RedisWay open(Vertx vertx, StoreConfig config, Path folder) {
        StoreUrl place = config.place();
        ClientSSLOptions tls = place.tls() ? StoreTls.read(config.tls(), folder) : null;
        RedisAccess access = access(config, place, tls);
        Duration timeout = config.timeout();
        if (place.kind() == StoreUrl.Kind.CLUSTER) {
            return new ClusterWay(vertx, access, timeout, place.servers()).open();
        }
        RedisFigures figures = new RedisFigures();
        Dialer dialer = place.kind() == StoreUrl.Kind.SENTINEL
                ? new SentinelDialer(vertx, access, ofSentinels(config, tls), place.servers(), place.name())
                : Dialer.direct(vertx, access, place.servers().get(0));
        RedisLink link = new RedisLink(vertx, dialer, timeout, figures, () -> {
            // there is nobody else to ask
        });
        return new SingleWay(link.open(), figures);
    }

    private static RedisAccess access(StoreConfig config, StoreUrl place, @Nullable ClientSSLOptions tls) {
        boolean own = !config.password().isEmpty();
        String user = own ? config.user() : place.user();
        Secret password = own ? config.password() : place.password();
        return new RedisAccess(tls, user, password, place.database(), config.timeout());
    }

    private static RedisAccess ofSentinels(StoreConfig config, @Nullable ClientSSLOptions tls) {
        return new RedisAccess(tls, config.sentinel().user(), config.sentinel().password(), 0, config.timeout());
    }
}
