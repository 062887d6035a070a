package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.ConditionalAnswer;
import io.sallyport.cache.engine.PartialAnswer;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.exchange.AnswerHead;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.range.RangeAnswer;
import io.sallyport.edge.range.StoredBody;
import io.sallyport.http.range.ByteRanges;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;

/** Sends a stored response. */
final class StoredAnswer {
    private static final int NOT_MODIFIED = 304;

    private StoredAnswer() {}

    /** @param cacheParameters of our {@code Cache-Status} member */
    static void send(Exchange exchange, Entry entry, long ageSeconds, String cacheParameters) {
        boolean whole = ConditionalAnswer.decide(exchange.facts(), entry.head()) == ConditionalAnswer.WHOLE;
        ByteRanges parts = whole ? PartialAnswer.decide(exchange.facts(), entry.head(), entry.length()) : null;
        if (parts != null) {
            RangeAnswer.send(exchange, entry, parts, ageSeconds, cacheParameters);
            return;
        }
        MultiMap fields = exchange.response().headers();
        if (whole) {
            entry.writeFields(fields);
        } else {
            entry.writeNotModifiedFields(fields);
        }
        fields.add(HttpHeaders.AGE, Long.toString(ageSeconds));
        AnswerHead.finishStored(exchange, whole ? entry.head().status() : NOT_MODIFIED, cacheParameters);
        end(exchange, whole ? entry : null);
    }

    private static void end(Exchange exchange, Entry entry) {
        if (entry == null || exchange.request().method().equals(HttpMethod.HEAD)) {
            exchange.response().end();
            exchange.end(Outcome.CACHE_HIT);
        } else {
            StoredBody.send(exchange, entry);
        }
    }
}
