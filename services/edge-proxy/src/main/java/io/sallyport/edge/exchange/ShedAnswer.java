package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
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

    private ShedAnswer() {}

    /**
     * Answers, and ends the exchange, which has not been started.
     *
     * @param seconds   until the client may come again
     * @param restNanos how long its connection is not read, where it has one request at a time: a client that does not
     *     wait costs nothing meanwhile
     */
    public static void give(Exchange exchange, int seconds, long restNanos) {
        ClientConnection client = exchange.client();
        client.exchangeStarted();
        if (client.foreign() != null) {
            client.foreign().refused(Outcome.SHED);
        }
        exchange.status(PROBLEM.status());
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
        if (client.isHttp1() && !exchange.announcesBody()) {
            client.rest(restNanos);
        }
    }
}
