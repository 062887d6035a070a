package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.netty.EarlyBytes;
import io.sallyport.edge.problem.Problem;
import io.sallyport.http.websocket.Handshake;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;

/**
 * Finds requests that want to become WebSockets and checks their side of the handshake (RFC 6455 section 4.2.1). An
 * {@code Upgrade} to anything else is not for us and stays behind, as RFC 9110 section 7.8 lets it.
 */
final class WebSocketFilter implements Filter {
    private static final Problem BAD_HANDSHAKE =
            Problem.of(Outcome.BAD_REQUEST, "The request asks for a WebSocket without its key, or with a body.");
    private static final Problem BAD_VERSION = new Problem(
                    Outcome.BAD_REQUEST, 426, "Only version 13 of WebSocket is known.", "", "")
            .with("sec-websocket-version", Handshake.VERSION, "upgrade", "websocket", "connection", "Upgrade");

    @Override
    public Step request(Exchange exchange) {
        if (!exchange.transfer().namesUpgrade() || !wantsWebSocket(exchange)) {
            return Step.NEXT;
        }
        Problem problem = problem(exchange.request().headers());
        if (problem != null) {
            exchange.refuse(problem);
            return Step.TAKEN;
        }
        exchange.transfer().becomesWebSocket(EarlyBytes.hold(exchange.request().connection()));
        return Step.NEXT;
    }

    private static boolean wantsWebSocket(Exchange exchange) {
        MultiMap headers = exchange.request().headers();
        return exchange.request().version() == HttpVersion.HTTP_1_1
                && exchange.request().method().equals(HttpMethod.GET)
                && Handshake.lists(headers.getAll("upgrade"), "websocket")
                && Handshake.lists(headers.getAll("connection"), "upgrade")
                && (headers.contains("sec-websocket-key") || headers.contains("sec-websocket-version"));
    }

    private static Problem problem(MultiMap headers) {
        if (!Handshake.VERSION.equals(headers.get("sec-websocket-version"))) {
            return BAD_VERSION;
        }
        boolean body = headers.contains("transfer-encoding") || headers.contains("content-length");
        return body || !Handshake.isKey(headers.get("sec-websocket-key")) ? BAD_HANDSHAKE : null;
    }
}
