package io.sallyport.edge.range;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.exchange.AnswerHead;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.http.range.ByteRange;
import io.sallyport.http.range.ByteRanges;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Sends parts of a stored response, or says that it has none of those that were asked for. */
public final class RangeAnswer {
    private static final CharSequence CONTENT_RANGE = HttpHeaders.createOptimized("content-range");
    private static final CharSequence ACCEPT_RANGES = HttpHeaders.createOptimized("accept-ranges");
    private static final CharSequence BYTES = HttpHeaders.createOptimized("bytes");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence NOTHING = HttpHeaders.createOptimized("0");

    /** Digests of all that a message brings (RFC 9530 section 2), which a part of it does not have. */
    private static final List<CharSequence> OF_ALL_CONTENT =
            List.of(HttpHeaders.createOptimized("content-digest"), HttpHeaders.createOptimized("content-md5"));

    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private RangeAnswer() {}

    /**
     * Answers the exchange, whose response has no field yet.
     *
     * @param entry           holds all the ranges
     * @param cacheParameters of our {@code Cache-Status} member
     */
    public static void send(
            Exchange exchange, Entry entry, ByteRanges ranges, long ageSeconds, String cacheParameters) {
        if (ranges.isUnsatisfiable()) {
            unsatisfiable(exchange, entry.length(), cacheParameters);
            return;
        }
        MultiMap fields = exchange.response().headers();
        entry.writeFields(fields);
        OF_ALL_CONTENT.forEach(fields::remove);
        List<Buffer> body;
        if (ranges.parts().size() == 1) {
            ByteRange part = ranges.parts().get(0);
            fields.set(CONTENT_RANGE, part.contentRange(entry.length()));
            fields.set(HttpHeaders.CONTENT_LENGTH, Long.toString(part.length()));
            body = entry.slices(part);
        } else {
            Multipart parts = new Multipart(exchange.loop().word(), fields.get(HttpHeaders.CONTENT_TYPE), entry);
            body = parts.body(ranges.parts());
            fields.set(HttpHeaders.CONTENT_TYPE, parts.contentType());
            fields.set(HttpHeaders.CONTENT_LENGTH, Long.toString(length(body)));
        }
        if (!fields.contains(ACCEPT_RANGES)) {
            fields.add(ACCEPT_RANGES, BYTES);
        }
        fields.add(HttpHeaders.AGE, Long.toString(ageSeconds));
        AnswerHead.finishStored(exchange, PARTIAL_CONTENT, cacheParameters);
        new PieceBody(exchange, body).start();
    }

    /** The stored fields tell of another status; caches behind us are to keep none of it. */
    private static void unsatisfiable(Exchange exchange, long length, String cacheParameters) {
        MultiMap fields = exchange.response().headers();
        fields.add(CONTENT_RANGE, ByteRanges.unsatisfiedRange(length));
        fields.add(ACCEPT_RANGES, BYTES);
        fields.add(HttpHeaders.CACHE_CONTROL, NO_STORE);
        fields.add(HttpHeaders.CONTENT_LENGTH, NOTHING);
        AnswerHead.finishStored(exchange, RANGE_NOT_SATISFIABLE, cacheParameters);
        exchange.response().end();
        exchange.end(Outcome.CACHE_HIT);
    }

    private static long length(List<Buffer> pieces) {
        long length = 0;
        for (Buffer piece : pieces) {
            length += piece.length();
        }
        return length;
    }
}
