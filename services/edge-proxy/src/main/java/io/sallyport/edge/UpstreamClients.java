package io.sallyport.edge;

import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.edge.pool.SharedConnection;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ClientConfig;
import io.vertx.core.http.Http2ClientConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConfig;
import io.vertx.core.http.HttpVersion;

/** Our upstream settings in terms of Vert.x. */
final class UpstreamClients {
    private static final int MAX_HEAD = 64 * 1024;

    private UpstreamClients() {}

    /**
     * The client that makes connections; pooling, time-outs and retries are ours. It neither follows redirects nor
     * decompresses, and never sends a second request before the first is answered.
     */
    static HttpClientAgent http(Vertx vertx, UpstreamConfig config) {
        HttpClientConfig client = new HttpClientConfig()
                .setVersions(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                .setConnectTimeout(config.connectTimeout())
                .setMaxRedirects(0)
                .setDecompressionEnabled(false)
                .setHttp1Config(new Http1ClientConfig()
                        .setKeepAlive(true)
                        .setPipelining(false)
                        .setMaxInitialLineLength(8 * 1024)
                        .setMaxHeaderSize(MAX_HEAD))
                .setHttp2Config(new Http2ClientConfig()
                        .setClearTextUpgrade(false)
                        .setMultiplexingLimit(SharedConnection.MAX_CALLS)
                        .setInitialSettings(new Http2Settings()
                                .setPushEnabled(false)
                                .setMaxHeaderListSize(MAX_HEAD)
                                .setInitialWindowSize(SharedConnection.CALL_WINDOW)));
        return vertx.createHttpClient(client);
    }
}
