package io.sallyport.edge.upstream;

import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.exchange.AnswerHead;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.http.websocket.Handshake;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.NetSocket;

/** The way of an exchange that becomes a WebSocket: the origin's side of the handshake (RFC 6455 section 4.1). */
public final class Switching {
    static final int SWITCHING_PROTOCOLS = 101;
    private static final String WEBSOCKET = "websocket";

    /** Takes both ends; what the client gets as the head of the answer is ready. */
    public interface Taker {
        void switched(Exchange exchange, NetSocket origin);
    }

    private Switching() {}

    /** Completes a request head that is ready otherwise. */
    static void request(HttpClientRequest request) {
        request.exceptionHandler(failure -> {}); // the call hears of it as of an answer that does not come
        request.headers().set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE).set(HttpHeaders.UPGRADE, WEBSOCKET);
    }

    /** Whether the origin has read the request's key and switches to what was asked for. */
    static boolean isProper(Exchange exchange, HttpClientResponse response) {
        MultiMap headers = response.headers();
        String key = exchange.request().headers().get("sec-websocket-key");
        return response.statusCode() == SWITCHING_PROTOCOLS
                && Handshake.lists(headers.getAll(HttpHeaders.UPGRADE), WEBSOCKET)
                && Handshake.lists(headers.getAll(HttpHeaders.CONNECTION), "upgrade")
                && Handshake.accept(key).equals(headers.get("sec-websocket-accept"));
    }

    /** Fills the head of the client's answer. */
    static void answer(Exchange exchange, HttpClientResponse response) {
        UpstreamAnswer answer = new UpstreamAnswer(response, 0);
        exchange.answered(answer);
        AnswerHead.write(exchange, answer);
        exchange.response().headers().set(HttpHeaders.CONNECTION, "Upgrade").set(HttpHeaders.UPGRADE, WEBSOCKET);
    }
}
