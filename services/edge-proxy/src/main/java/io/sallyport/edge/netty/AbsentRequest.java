package io.sallyport.edge.netty;

import io.netty.handler.codec.DecoderResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpFrame;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.StreamPriority;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.NetSocket;
import java.util.Set;

/**
 * A request that no client has sent, and whose answer nobody reads: a head, all of it there, with no body and no
 * connection. What it has not is refused loudly, so that nobody comes to rely on it. Owner: the loop's thread.
 */
public final class AbsentRequest implements HttpServerRequest {
    private final HttpMethod method;
    private final HttpVersion version;
    private final String uri;
    private final MultiMap headers;
    private final AbsentResponse response = new AbsentResponse();

    /** @param version of the client in whose place it stands, for the record */
    public AbsentRequest(HttpMethod method, HttpVersion version, String uri, MultiMap headers) {
        this.method = method;
        this.version = version;
        this.uri = uri;
        this.headers = headers;
    }

    @Override
    public HttpMethod method() {
        return method;
    }

    @Override
    public HttpVersion version() {
        return version;
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public String path() {
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }

    @Override
    public String query() {
        int question = uri.indexOf('?');
        return question < 0 ? null : uri.substring(question + 1);
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    public HttpServerResponse response() {
        return response;
    }

    @Override
    public boolean isEnded() {
        return true;
    }

    @Override
    public HttpServerRequest exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public HttpServerRequest handler(Handler<Buffer> handler) {
        return this;
    }

    @Override
    public HttpServerRequest endHandler(Handler<Void> handler) {
        return this;
    }

    @Override
    public HttpServerRequest pause() {
        return this;
    }

    @Override
    public HttpServerRequest resume() {
        return this;
    }

    @Override
    public HttpServerRequest fetch(long amount) {
        return this;
    }

    @Override
    public HttpServerRequest customFrameHandler(Handler<HttpFrame> handler) {
        return this;
    }

    @Override
    public HttpServerRequest streamPriorityHandler(Handler<StreamPriority> handler) {
        return this;
    }

    @Override
    public HttpServerRequest uploadHandler(Handler<HttpServerFileUpload> handler) {
        return this;
    }

    @Override
    public HttpServerRequest setExpectMultipart(boolean expect) {
        return this;
    }

    @Override
    public boolean isExpectMultipart() {
        return false;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public Future<Buffer> body() {
        return Future.succeededFuture(Buffer.buffer());
    }

    @Override
    public Future<Void> end() {
        return Future.succeededFuture();
    }

    @Override
    public DecoderResult decoderResult() {
        return DecoderResult.SUCCESS;
    }

    @Override
    public String scheme() {
        throw absent();
    }

    @Override
    public HostAndPort authority() {
        throw absent();
    }

    @Override
    public HostAndPort authority(boolean real) {
        throw absent();
    }

    @Override
    public String absoluteURI() {
        throw absent();
    }

    @Override
    public HttpConnection connection() {
        throw absent();
    }

    @Override
    public Future<NetSocket> toNetSocket() {
        throw absent();
    }

    @Override
    public Future<ServerWebSocket> toWebSocket() {
        throw absent();
    }

    @Override
    public HttpServerRequest setParamsCharset(String charset) {
        throw absent();
    }

    @Override
    public String getParamsCharset() {
        throw absent();
    }

    @Override
    public MultiMap params() {
        throw absent();
    }

    @Override
    public MultiMap params(boolean semicolon) {
        throw absent();
    }

    @Override
    public MultiMap formAttributes() {
        throw absent();
    }

    @Override
    public String getFormAttribute(String name) {
        throw absent();
    }

    @Override
    public Cookie getCookie(String name) {
        throw absent();
    }

    @Override
    public Cookie getCookie(String name, String domain, String path) {
        throw absent();
    }

    @Override
    public Set<Cookie> cookies(String name) {
        throw absent();
    }

    @Override
    public Set<Cookie> cookies() {
        throw absent();
    }

    static UnsupportedOperationException absent() {
        return new UnsupportedOperationException("there is no client");
    }
}
