package io.sallyport.edge.exchange;

import io.vertx.core.buffer.Buffer;

/** Sends an answer of ours that is no error. */
public final class OwnAnswer {
    private OwnAnswer() {}

    /**
     * Adds what every answer carries to the fields that are there, and sends all of it.
     *
     * @param body {@code null} for a status that has none; not sent with HEAD, which learns its length
     */
    public static void send(Exchange exchange, int status, Buffer body) {
        exchange.status(status);
        exchange.response().setStatusCode(status);
        AnswerHead.finish(exchange, exchange.response().headers());
        Answers.send(exchange, body);
    }
}
