package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.ConditionalAnswer;
import io.sallyport.cache.engine.PartialAnswer;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.exchange.AnswerHead;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.http.ByteRange;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;

/** Sends a stored response. */
final class StoredAnswer {
    private static final CharSequence CONTENT_RANGE = HttpHeaders.createOptimized("content-range");
    private static final int NOT_MODIFIED = 304;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private StoredAnswer() {}

    /** @param cacheParameters of our {@code Cache-Status} member */
    static void send(Exchange exchange, Entry entry, long ageSeconds, String cacheParameters) {
        boolean whole = ConditionalAnswer.decide(exchange.facts(), entry.head()) == ConditionalAnswer.WHOLE;
        HttpServerResponse response = exchange.response();
        MultiMap fields = response.headers();
        int status = whole ? entry.head().status() : NOT_MODIFIED;
        Buffer body = whole ? entry.body() : null;
        if (whole) {
            entry.writeFields(fields);
            ByteRange part = PartialAnswer.decide(exchange.facts(), entry.head(), body.length());
            if (part != null) {
                status = part.isUnsatisfiable() ? RANGE_NOT_SATISFIABLE : PARTIAL_CONTENT;
                body = part(fields, part, body);
            }
        } else {
            entry.writeNotModifiedFields(fields);
        }
        fields.add(HttpHeaders.AGE, Long.toString(ageSeconds));
        exchange.loop().ownName().cacheStatus(exchange, fields, cacheParameters);
        AnswerHead.finish(exchange, fields);
        exchange.cache(cacheParameters);
        exchange.status(status);
        response.setStatusCode(status);
        end(exchange, body);
    }

    private static Buffer part(MultiMap fields, ByteRange part, Buffer body) {
        Buffer slice = part.isUnsatisfiable() ? Buffer.buffer() : body.slice((int) part.first(), (int) part.last() + 1);
        fields.set(CONTENT_RANGE, part.contentRange(body.length()));
        fields.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(slice.length()));
        return slice;
    }

    private static void end(Exchange exchange, Buffer body) {
        if (body == null || exchange.request().method().equals(HttpMethod.HEAD)) {
            exchange.response().end();
            exchange.end(Outcome.CACHE_HIT);
        } else {
            new StoredBody(exchange, body).start();
        }
    }
}
