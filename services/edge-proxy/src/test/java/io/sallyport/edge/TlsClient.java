package io.sallyport.edge;

import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConfig;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.TimeUnit;

/** A client of one HTTP version for one listener, that trusts one certificate. */
final class TlsClient implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClientAgent client;
    private final int port;
    private final String host;

    TlsClient(HttpVersion version, int port, String host, TestCertificate trusted, KeyCertOptions own) {
        ClientSSLOptions tls = new ClientSSLOptions();
        tls.setTrustOptions(
                new PemTrustOptions().addCertPath(trusted.certificate().toString()));
        tls.setHostnameVerificationAlgorithm("HTTPS");
        tls.setUseAlpn(true);
        if (own != null) {
            tls.setKeyCertOptions(own);
        }
        this.client = vertx.createHttpClient(
                new HttpClientConfig().setVersions(version).setSsl(true), tls);
        this.port = port;
        this.host = host;
    }

    static TlsClient of(int port, String host, TestCertificate trusted) {
        return new TlsClient(HttpVersion.HTTP_3, port, host, trusted, null);
    }

    /** What came back, with its body. */
    record Answer(HttpClientResponse head, Buffer body) {}

    Future<HttpClientRequest> request(HttpMethod method, String path) {
        return client.request(new RequestOptions()
                .setServer(io.vertx.core.net.SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .setHost(host)
                .setPort(port)
                .setSsl(true)
                .setMethod(method)
                .setURI(path));
    }

    Answer get(String path, String... fields) {
        return await(request(HttpMethod.GET, path)
                .compose(request -> {
                    for (int i = 0; i < fields.length; i += 2) {
                        request.putHeader(fields[i], fields[i + 1]);
                    }
                    return request.send();
                })
                .compose(TlsClient::whole));
    }

    Answer post(String path, Buffer body) {
        return await(request(HttpMethod.POST, path)
                .compose(request -> request.send(body))
                .compose(TlsClient::whole));
    }

    static Future<Answer> whole(HttpClientResponse head) {
        return head.body().map(body -> new Answer(head, body));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
