package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.ConditionalAnswer;
import io.sallyport.cache.engine.PartialAnswer;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.exchange.AnswerHead;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.fill.Fill;
import io.sallyport.edge.range.RangeAnswer;
import io.sallyport.edge.range.Window;
import io.sallyport.http.range.ByteRange;
import io.sallyport.http.range.ByteRanges;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;

/** Sends a response that is on its way to a client that has not fetched it. */
final class FillAnswer {
    private static final int NOT_MODIFIED = 304;

    /** Bytes that a part may lie ahead of what has come. */
    private static final int AHEAD = 256 * 1024;

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
        ByteRanges parts = whole ? parts(exchange, fill) : null;
        if (parts != null && parts.isUnsatisfiable()) {
            RangeAnswer.unsatisfiable(exchange, fill.length(), cacheParameters, Outcome.CACHE_HIT);
            return true;
        }
        ByteRange part = parts == null ? null : parts.parts().get(0);
        boolean empty = !whole || exchange.request().method().equals(HttpMethod.HEAD);
        FillReader reader = FillReader.ofOther(exchange, fill, part == null ? Window.all() : Window.of(part));
        if (!empty && !reader.open()) {
            return false;
        }
        MultiMap fields = exchange.response().headers();
        if (whole) {
            fill.fields().write(fields);
        } else {
            fill.fields().writeNotModified(fields);
        }
        if (part != null) {
            RangeAnswer.writePart(fields, part, fill.length());
        }
        fields.add(HttpHeaders.AGE, Long.toString(ageSeconds));
        int status = part != null ? RangeAnswer.PARTIAL_CONTENT : fill.head().status();
        AnswerHead.finishStored(exchange, whole ? status : NOT_MODIFIED, cacheParameters);
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

    /**
     * The part that a request gets of what comes, or that nothing is there of what it asks for; {@code null} for the whole.
     * Several parts cannot be sent before all of it has come.
     */
    static ByteRanges parts(Exchange exchange, Fill fill) {
        ByteRanges parts =
                fill.length() < 0 ? null : PartialAnswer.decide(exchange.facts(), fill.head(), fill.length());
        return parts == null || parts.parts().size() > 1 ? null : parts;
    }

    /** Whether a request for a part finds it here sooner than it would get it from the origin. */
    static boolean suits(Exchange exchange, Fill fill) {
        if (exchange.fetchesWhole() || !exchange.request().headers().contains("range") || fill.body() != null) {
            return true;
        }
        ByteRanges parts =
                fill.length() < 0 ? null : PartialAnswer.decide(exchange.facts(), fill.head(), fill.length());
        return parts != null
                && parts.parts().size() < 2
                && (parts.isUnsatisfiable() || parts.parts().get(0).first() <= fill.come() + AHEAD);
    }
}
