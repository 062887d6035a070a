package io.sallyport.edge.exchange;

import io.sallyport.edge.answer.UpstreamAnswer;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Prepares the head of a relayed answer: what may travel, our own framing, our own {@code Cache-Status}. */
public final class AnswerHead {
    private static final CharSequence VIA = HttpHeaders.createOptimized("via");

    private AnswerHead() {}

    /** Fills the client's response head; it leaves with the first write. */
    public static void write(Exchange exchange, UpstreamAnswer answer) {
        HttpServerResponse response = exchange.response();
        MultiMap to = response.headers();
        exchange.transfer().status(answer.status());
        response.setStatusCode(answer.status());
        FieldCopy.answer(answer.headers(), to);
        exchange.loop().ownName().cacheStatus(exchange, to, exchange.cache());
        finish(exchange, to);
        if (answer.sentLength() < 0 && exchange.client().isHttp1()) {
            to.remove(HttpHeaders.CONTENT_LENGTH);
            response.setChunked(true);
        }
    }

    /**
     * Finishes the head of an answer from the cache, whose own fields are written.
     *
     * @param cacheParameters of our {@code Cache-Status} member
     */
    public static void finishStored(Exchange exchange, int status, String cacheParameters) {
        HttpServerResponse response = exchange.response();
        exchange.loop().ownName().cacheStatus(exchange, response.headers(), cacheParameters);
        finish(exchange, response.headers());
        exchange.cache(cacheParameters);
        exchange.transfer().status(status);
        response.setStatusCode(status);
    }

    /**
     * Adds what every answer carries: a Date in any case (RFC 9110 section 6.6.1). A cookie of ours is added here, behind
     * the cache: no stored response ever has it.
     */
    public static void finish(Exchange exchange, MultiMap to) {
        if (!to.contains(HttpHeaders.DATE)) {
            to.add(HttpHeaders.DATE, exchange.loop().clock().date());
        }
        exchange.passport().writeAnswer(to);
        exchange.listener().standingFields().write(exchange, to);
        if (exchange.listener().forward()) {
            to.add(VIA, exchange.loop().via().own());
            VersionVary.writeForward(exchange, to);
        } else {
            RouteFields.answer(exchange, to);
        }
        if (!exchange.newCookie().isEmpty()) {
            to.add(HttpHeaders.SET_COOKIE, exchange.newCookie());
        }
        if ((exchange.loop().isDraining() || exchange.transfer().isWebSocket())
                && exchange.client().isHttp1()) {
            to.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            exchange.client().saysClose();
        }
    }
}
