package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.ConditionalAnswer;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.exchange.AnswerHead;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.fill.Fill;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;

/** Sends a response that is on its way to a client that has not fetched it. */
final class FillAnswer {
    private static final int NOT_MODIFIED = 304;

    private FillAnswer() {}

    /**
     * Sends it as it comes.
     *
     * @param cacheParameters of our {@code Cache-Status} member
     * @return {@code false} when its beginning is gone, and nothing has been done
     */
    static boolean send(Exchange exchange, Fill fill, long ageSeconds, String cacheParameters) {
        Buffer body = fill.body();
        if (body != null) {
            StoredAnswer.send(exchange, Entry.of(fill.head(), body), ageSeconds, cacheParameters);
            return true;
        }
        boolean whole = ConditionalAnswer.decide(exchange.facts(), fill.head()) == ConditionalAnswer.WHOLE;
        boolean empty = !whole || exchange.request().method().equals(HttpMethod.HEAD);
        FillReader reader = FillReader.ofOther(exchange, fill);
        if (!empty && !reader.open()) {
            return false;
        }
        head(exchange, fill, whole, ageSeconds, cacheParameters);
        if (empty) {
            exchange.response().end();
            exchange.end(Outcome.CACHE_HIT);
        } else {
            if (fill.length() < 0 && exchange.client().isHttp1()) {
                exchange.response().setChunked(true);
            }
            reader.send();
        }
        return true;
    }

    private static void head(Exchange exchange, Fill fill, boolean whole, long ageSeconds, String cacheParameters) {
        MultiMap fields = exchange.response().headers();
        if (whole) {
            fill.fields().write(fields);
        } else {
            fill.fields().writeNotModified(fields);
        }
        fields.add(HttpHeaders.AGE, Long.toString(ageSeconds));
        AnswerHead.finishStored(exchange, whole ? fill.head().status() : NOT_MODIFIED, cacheParameters);
    }
}
