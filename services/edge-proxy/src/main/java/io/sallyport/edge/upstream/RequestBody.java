package io.sallyport.edge.upstream;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.netty.HeadAlone;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The body of a client's request on its way to an origin, with back-pressure. Owner: the loop's thread. */
final class RequestBody {
    private enum Kind {
        NONE,
        KNOWN_LENGTH,
        CHUNKED,
        /** HTTP/2 without a length: there is a body if data comes before the end. */
        PERHAPS
    }

    private static final long EXPECT_NANOS = Duration.ofSeconds(1).toNanos();

    /** Of a body, for an origin that may say that it has not begun with the request. */
    private static final int MAX_KEPT = 64 * 1024;

    private final Exchange exchange;
    private final Kind kind;
    private final BodyWatch watch;
    /** What has been sent before there was an answer; {@code null} when it is too much, or of no use. */
    private List<Buffer> kept;

    private int keptBytes;
    private HttpClientRequest target;
    private long headNanos;
    private boolean sent;
    /** Whether any of a body has come. */
    private boolean any;

    private boolean answered;
    private boolean blockedByOrigin;
    private boolean expecting;

    private RequestBody(Exchange exchange, Kind kind, long idleNanos) {
        this.exchange = exchange;
        this.kind = kind;
        this.watch = new BodyWatch(exchange, idleNanos);
    }

    static RequestBody of(Exchange exchange, long idleNanos) {
        return new RequestBody(exchange, kindOf(exchange), idleNanos);
    }

    private static Kind kindOf(Exchange exchange) {
        MultiMap headers = exchange.request().headers();
        String length = headers.get("content-length");
        if (length != null) {
            return length.equals("0") ? Kind.NONE : Kind.KNOWN_LENGTH;
        }
        if (!exchange.client().isHttp1()) {
            HttpServerRequest request = exchange.request();
            return request.isEnded() || HeadAlone.is(request) ? Kind.NONE : Kind.PERHAPS;
        }
        return headers.contains("transfer-encoding") ? Kind.CHUNKED : Kind.NONE;
    }

    /** Keeps the body back until there is someone to send it to. */
    void hold() {
        if (kind != Kind.NONE) {
            exchange.request().pause();
        }
    }

    /**
     * Sends the request with its body, now or as it comes.
     *
     * @param headTime nanoseconds for the answer's head, from the end of a body
     */
    void sendTo(HttpClientRequest request, long headTime) {
        boolean again = target != null;
        headNanos = headTime;
        target = request;
        if (kind == Kind.NONE) {
            sent = true;
            letEnd();
            request.end();
            exchange.transfer().tap().complete();
            return;
        }
        if (kind == Kind.CHUNKED) {
            request.setChunked(true);
        }
        request.exceptionHandler(failure -> {});
        request.drainHandler(drained -> drained());
        if (again) {
            resend();
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            kept = new ArrayList<>(2);
        }
        HttpServerRequest source = exchange.request();
        watch.begin();
        if (kind != Kind.PERHAPS) {
            watch.await();
        }
        source.handler(this::chunk);
        source.endHandler(end -> complete());
        if (source.headers().contains(HttpHeaders.EXPECT) && source.version() != HttpVersion.HTTP_1_0) {
            expect(request);
        }
        source.resume();
        if (kind == Kind.PERHAPS && !sent && request.version() == HttpVersion.HTTP_2) {
            Vertx.currentContext().runOnContext(later -> sendHeadAlone(request));
        }
    }

    /** Whoever has kept back a request that may have had a body has kept back its end. */
    private void letEnd() {
        HttpServerRequest source = exchange.request();
        if (!exchange.client().isHttp1() && !source.isEnded()) {
            source.resume();
        }
    }

    /**
     * The origin is asked, and its word relayed; one that says nothing in a second is not waited for (RFC 9110 section
     * 10.1.1).
     */
    private void expect(HttpClientRequest request) {
        expecting = true;
        request.putHeader(HttpHeaders.EXPECT, HttpHeaders.CONTINUE);
        request.continueHandler(goOn -> answersExpectation());
        if (kind == Kind.PERHAPS) {
            request.setChunked(true);
        }
        request.writeHead();
        exchange.within(EXPECT_NANOS);
    }

    /** Tells the client to go on, if it waits for that. */
    boolean answersExpectation() {
        if (!expecting || exchange.isOver()) {
            return false;
        }
        expecting = false;
        exchange.response().writeContinue();
        watch.begin();
        watch.await();
        return true;
    }

    private void resend() {
        blockedByOrigin = false;
        if (kept != null) {
            kept.forEach(this::write);
        }
        if (sent) {
            target.end();
        } else if (!blockedByOrigin) {
            exchange.request().resume();
        }
    }

    /**
     * Neither data nor the end came together with the head: this may be a conversation in which the server speaks
     * first. On HTTP/1.1 the head would have to say that there is a body, which nobody knows yet.
     */
    private void sendHeadAlone(HttpClientRequest request) {
        if (target == request && !sent && !request.isChunked() && !exchange.isOver()) {
            request.setChunked(true);
            request.writeHead();
        }
    }

    private void chunk(Buffer piece) {
        expecting = false;
        if (exchange.isOver()) {
            return;
        }
        exchange.transfer().received(piece.length());
        if (exchange.isOver()) {
            return;
        }
        any = true;
        watch.piece(piece.length());
        exchange.transfer().tap().chunk(piece);
        if (kept != null) {
            keep(piece);
        }
        write(piece);
        watch.await();
    }

    private void keep(Buffer piece) {
        keptBytes += piece.length();
        if (keptBytes > MAX_KEPT) {
            kept = null;
        } else {
            kept.add(piece);
        }
    }

    private void write(Buffer piece) {
        if (kind == Kind.PERHAPS && !target.isChunked()) {
            target.setChunked(true);
        }
        target.write(piece);
        if (target.writeQueueFull()) {
            blockedByOrigin = true;
            exchange.request().pause();
        }
    }

    private void drained() {
        if (blockedByOrigin && !exchange.isOver()) {
            blockedByOrigin = false;
            watch.goOn();
            watch.await();
            exchange.request().resume();
        }
    }

    private void complete() {
        if (!exchange.isOver()) {
            sent = true;
            target.end();
            exchange.transfer().tap().complete();
            if (!answered) {
                exchange.within(headNanos);
            }
        }
    }

    /** Whether all of the request has been handed to the origin's connection. */
    boolean isSent() {
        return sent;
    }

    /** Nothing will be sent a second time from now on. */
    void answered() {
        expecting = false;
        answered = true;
        watch.release();
        kept = null;
    }

    /** Whether all that has been sent of the request can be sent again. */
    boolean mayResend() {
        return hasNone() || kept != null;
    }

    /** Whether there is no body, or has turned out to be none. */
    private boolean hasNone() {
        return kind == Kind.NONE || kind == Kind.PERHAPS && sent && !any;
    }

    /** Whether the whole request may be sent a second time: idempotent, and no body to lose. */
    boolean mayRepeat() {
        return hasNone()
                && switch (exchange.request().method().name()) {
                    case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
                    default -> false;
                };
    }

    /** The client has had its time. */
    void missed() {
        watch.missed();
    }

    /** Whether we are waiting for the client and not for the origin. */
    boolean isStuckOnClient() {
        return target != null && !sent && !blockedByOrigin;
    }
}
