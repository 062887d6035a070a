package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
import io.vertx.core.buffer.Buffer;

/** Sends an answer of ours that is no error. */
public final class OwnAnswer {
    private OwnAnswer() {}

    /**
     * Adds what every answer carries to the fields that are there, sends all of it, and ends the exchange.
     *
     * @param body {@code null} for a status that has none; not sent with HEAD, which learns its length
     */
    public static void send(Exchange exchange, int status, Buffer body) {
        exchange.transfer().status(status);
        exchange.response().setStatusCode(status);
        AnswerHead.finish(exchange, exchange.response().headers());
        UnreadRest.answerBehind(exchange, status, () -> give(exchange, body));
    }

    private static void give(Exchange exchange, Buffer body) {
        if (!exchange.isOver()) {
            Answers.send(exchange, body);
            exchange.end(Outcome.ANSWERED);
        }
    }
}
