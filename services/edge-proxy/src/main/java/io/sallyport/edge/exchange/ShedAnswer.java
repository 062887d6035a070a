package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.client.ClientConnection;
import io.sallyport.edge.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;

/**
 * The answer to a request for which nothing is done because more comes than can be served: as little work as an answer can
 * be. Over HTTP/2 and HTTP/3 it is this answer too, and no refused stream, after which many clients try again at once.
 */
public final class ShedAnswer {
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence PROBLEM_JSON = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final Problem PROBLEM =
            Problem.of(Outcome.SHED, "More requests come than can be served. Try again later.");
    private static final Buffer BODY = PROBLEM.body();

    private static final String STATUS_LINE = "HTTP/1.1 503 Service Unavailable\r\n";
    private static final String CLOSE = "connection: close\r\n";

    private ShedAnswer() {}

    /**
     * The bytes of the answer that has been given, for other requests by HTTP/1.1; {@code null} if it was an unusual one.
     *
     * @param last whether it says that the connection is closed behind it
     */
    public static byte[] again(Exchange exchange, boolean last) {
        boolean usual = exchange.client().isHttp1()
                && exchange.client().foreign() == null
                && exchange.request().method().equals(HttpMethod.GET)
                && !exchange.response().headers().contains(HttpHeaders.CONNECTION);
        if (!usual) {
            return null;
        }
        StringBuilder head = new StringBuilder(400).append(STATUS_LINE).append(last ? CLOSE : "");
        exchange.response()
                .headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return Buffer.buffer(head.append("\r\n").toString(), "ISO-8859-1")
                .appendBuffer(BODY)
                .getBytes();
    }

    /**
     * Answers, and ends the exchange, which has not been started.
     *
     * @param seconds   until the client may come again
     * @param restNanos how long its connection is not read, where it has one request at a time: a client that does not
     *     wait costs nothing meanwhile
     */
    public static void give(Exchange exchange, int seconds, long restNanos) {
        ClientConnection client = exchange.client();
        client.exchangeStarted(exchange.request());
        if (client.foreign() != null) {
            client.foreign().refused(Outcome.SHED);
        }
        exchange.transfer().status(PROBLEM.status());
        HttpServerResponse response = exchange.response();
        response.setStatusCode(PROBLEM.status())
                .putHeader(RETRY_AFTER, Integer.toString(seconds))
                .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM_JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(HttpHeaders.DATE, exchange.loop().clock().date());
        exchange.loop().ownName().proxyStatus(exchange, response.headers(), Outcome.SHED.token(), "");
        exchange.listener().standingFields().write(exchange, response.headers());
        if (!exchange.request().method().equals(HttpMethod.CONNECT)) {
            exchange.passport().asksAgain();
        }
        Answers.send(exchange, BODY);
        exchange.end(Outcome.SHED);
        if (client.isHttp1() && !exchange.transfer().announcesBody()) {
            client.rest(restNanos);
        }
    }
}
