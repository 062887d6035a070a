package io.sallyport.edge.netty;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.util.Set;

/** The answer to an {@link AbsentRequest}: takes everything at once and keeps nothing. Owner: the loop's thread. */
final class AbsentResponse implements HttpServerResponse {
    private static final Future<Void> DONE = Future.succeededFuture();
    private static final int OK = 200;

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private final MultiMap trailers = MultiMap.caseInsensitiveMultiMap();
    private int status = OK;
    private long bytes;
    private boolean chunked;
    private boolean headWritten;
    private boolean ended;

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    public HttpServerResponse setStatusCode(int code) {
        status = code;
        return this;
    }

    @Override
    public String getStatusMessage() {
        return "";
    }

    @Override
    public HttpServerResponse setStatusMessage(String message) {
        return this;
    }

    @Override
    public HttpServerResponse setChunked(boolean inChunks) {
        chunked = inChunks;
        return this;
    }

    @Override
    public boolean isChunked() {
        return chunked;
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    public MultiMap trailers() {
        return trailers;
    }

    @Override
    public HttpServerResponse putHeader(String name, String value) {
        headers.set(name, value);
        return this;
    }

    @Override
    public HttpServerResponse putHeader(CharSequence name, CharSequence value) {
        headers.set(name, value);
        return this;
    }

    @Override
    public HttpServerResponse putHeader(String name, Iterable<String> values) {
        headers.set(name, values);
        return this;
    }

    @Override
    public HttpServerResponse putHeader(CharSequence name, Iterable<CharSequence> values) {
        headers.set(name, values);
        return this;
    }

    @Override
    public HttpServerResponse putTrailer(String name, String value) {
        return this;
    }

    @Override
    public HttpServerResponse putTrailer(CharSequence name, CharSequence value) {
        return this;
    }

    @Override
    public HttpServerResponse putTrailer(String name, Iterable<String> values) {
        return this;
    }

    @Override
    public HttpServerResponse putTrailer(CharSequence name, Iterable<CharSequence> values) {
        return this;
    }

    @Override
    public Future<Void> write(Buffer data) {
        headWritten = true;
        bytes += data.length();
        return DONE;
    }

    @Override
    public Future<Void> end(Buffer last) {
        bytes += last.length();
        return end();
    }

    @Override
    public Future<Void> end() {
        headWritten = true;
        ended = true;
        return DONE;
    }

    @Override
    public Future<Void> write(String text) {
        return write(Buffer.buffer(text));
    }

    @Override
    public Future<Void> write(String text, String charset) {
        return write(Buffer.buffer(text, charset));
    }

    @Override
    public Future<Void> end(String text) {
        return end(Buffer.buffer(text));
    }

    @Override
    public Future<Void> end(String text, String charset) {
        return end(Buffer.buffer(text, charset));
    }

    @Override
    public Future<Void> writeHead() {
        headWritten = true;
        return DONE;
    }

    @Override
    public Future<Void> writeContinue() {
        return DONE;
    }

    @Override
    public Future<Void> writeEarlyHints(MultiMap hints) {
        return DONE;
    }

    @Override
    public Future<Void> reset(long code) {
        ended = true;
        return DONE;
    }

    @Override
    public Future<Boolean> cancel() {
        return Future.succeededFuture(false);
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean closed() {
        return false;
    }

    @Override
    public boolean headWritten() {
        return headWritten;
    }

    @Override
    public long bytesWritten() {
        return bytes;
    }

    @Override
    public long streamId() {
        return -1;
    }

    @Override
    public HttpServerResponse exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public HttpServerResponse setWriteQueueMaxSize(int size) {
        return this;
    }

    @Override
    public HttpServerResponse drainHandler(Handler<Void> handler) {
        return this;
    }

    @Override
    public HttpServerResponse closeHandler(Handler<Void> handler) {
        return this;
    }

    @Override
    public HttpServerResponse endHandler(Handler<Void> handler) {
        return this;
    }

    @Override
    public HttpServerResponse headersEndHandler(Handler<Void> handler) {
        return this;
    }

    @Override
    public HttpServerResponse bodyEndHandler(Handler<Void> handler) {
        return this;
    }

    @Override
    public Future<Void> writeCustomFrame(int type, int flags, Buffer payload) {
        return DONE;
    }

    @Override
    public Future<Void> writeAltSvc(String value) {
        return DONE;
    }

    @Override
    public Future<Void> sendFile(String file, long offset, long length) {
        throw AbsentRequest.absent();
    }

    @Override
    public Future<Void> sendFile(FileChannel channel, long offset, long length) {
        throw AbsentRequest.absent();
    }

    @Override
    public Future<Void> sendFile(RandomAccessFile file, long offset, long length) {
        throw AbsentRequest.absent();
    }

    @Override
    public Future<HttpServerResponse> push(HttpMethod method, HostAndPort authority, String path, MultiMap fields) {
        throw AbsentRequest.absent();
    }

    @Override
    public HttpServerResponse addCookie(Cookie cookie) {
        throw AbsentRequest.absent();
    }

    @Override
    public Cookie removeCookie(String name, boolean invalidate) {
        throw AbsentRequest.absent();
    }

    @Override
    public Cookie removeCookie(String name, String domain, String path, boolean invalidate) {
        throw AbsentRequest.absent();
    }

    @Override
    public Set<Cookie> removeCookies(String name, boolean invalidate) {
        throw AbsentRequest.absent();
    }
}
