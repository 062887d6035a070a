package io.sallyport.edge.access;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.List;

/**
 * What a service that was asked about a request has answered.
 *
 * @param body at most 64 KiB, which is plenty for a page to log in at; an answer with a larger one counts as none
 */
record InquiryAnswer(int status, MultiMap fields, Buffer body) {
    private static final int MAX_BODY = 64 * 1024;
    private static final List<String> RELAYED = List.of("www-authenticate", "location", "set-cookie", "content-type");

    /** Reads the body to its end, which frees the connection for the next question. */
    static Future<InquiryAnswer> read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(piece -> {
            if (body.length() <= MAX_BODY && body.appendBuffer(piece).length() > MAX_BODY) {
                response.request().reset();
            }
        });
        return response.end()
                .compose(end -> body.length() > MAX_BODY
                        ? Future.failedFuture("more than " + MAX_BODY + " bytes")
                        : Future.succeededFuture(new InquiryAnswer(response.statusCode(), response.headers(), body)));
    }

    /** Gives the client this answer: where to log in, or why not. */
    void relay(Exchange exchange) {
        for (String name : RELAYED) {
            fields.getAll(name).forEach(value -> exchange.passport().answer(name, value));
        }
        exchange.passport().reply(status, body, Outcome.ACCESS_DENIED);
    }
}
