package io.sallyport.kit.redis;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How connections are made, whichever server they go to.
 *
 * @param tls of connections by TLS; null: clear text
 */
record RedisAccess(@Nullable ClientSSLOptions tls, String user, Secret password, int database, Duration timeout) {
    /** What may be sent to us in one value: a piece of a list has 1 MiB, a chunk of a body less, a snapshot a few. */
    static final long VALUE_BYTES_MAX = 64L << 20;

    /** As many keys as one scan may bring, and as many ranges as a cluster in pieces may have. */
    static final int ELEMENTS_MAX = 65_535;

    private static final int NESTED_MAX = 8;
    private static final int LINE_BYTES_MAX = 64 << 10;
    private static final int WAITING_MAX = 4096;

    RedisOptions options(HostPort server) {
        NetClientOptions net = new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true);
        if (tls != null) {
            net.setSsl(true)
                    .setTrustOptions(tls.getTrustOptions())
                    .setKeyCertOptions(tls.getKeyCertOptions())
                    .setHostnameVerificationAlgorithm(tls.getHostnameVerificationAlgorithm());
        }
        RedisOptions options = new RedisOptions()
                .setConnectionString(
                        (tls == null ? "redis://" : "rediss://") + server + (database == 0 ? "" : "/" + database))
                .setNetClientOptions(net)
                .setClientId(false)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setMaxWaitingHandlers(WAITING_MAX)
                .setMaxNestedArrays(NESTED_MAX)
                .setMaxMultiLength(ELEMENTS_MAX)
                .setMaxLineLength(LINE_BYTES_MAX)
                .setMaxStringLength(VALUE_BYTES_MAX);
        if (!password.isEmpty()) {
            options.setPassword(password.value()).setUser(user.isEmpty() ? null : user);
        }
        return options;
    }
}
