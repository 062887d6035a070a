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

    /** The status of a part. */
    public static final int PARTIAL_CONTENT = 206;

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
            unsatisfiable(exchange, entry.length(), cacheParameters, Outcome.CACHE_HIT);
            return;
        }
        MultiMap fields = exchange.response().headers();
        entry.writeFields(fields);
        List<Buffer> body;
        if (ranges.parts().size() == 1) {
            ByteRange part = ranges.parts().get(0);
            writePart(fields, part, entry.length());
            body = entry.slices(part);
        } else {
            writeAnyPart(fields);
            Multipart parts = new Multipart(exchange.loop().word(), fields.get(HttpHeaders.CONTENT_TYPE), entry);
            body = parts.body(ranges.parts());
            fields.set(HttpHeaders.CONTENT_TYPE, parts.contentType());
            fields.set(HttpHeaders.CONTENT_LENGTH, Long.toString(length(body)));
        }
        fields.add(HttpHeaders.AGE, Long.toString(ageSeconds));
        AnswerHead.finishStored(exchange, PARTIAL_CONTENT, cacheParameters);
        new StoredBody(exchange, body, entry.lend()).start();
    }

    /**
     * Changes the fields of the whole to those of one part.
     *
     * @param length bytes of the whole
     */
    public static void writePart(MultiMap fields, ByteRange part, long length) {
        fields.set(CONTENT_RANGE, part.contentRange(length));
        fields.set(HttpHeaders.CONTENT_LENGTH, Long.toString(part.length()));
        writeAnyPart(fields);
    }

    private static void writeAnyPart(MultiMap fields) {
        OF_ALL_CONTENT.forEach(fields::remove);
        if (!fields.contains(ACCEPT_RANGES)) {
            fields.add(ACCEPT_RANGES, BYTES);
        }
    }

    /**
     * Says that no byte is there of what was asked for. The fields of the whole tell of another status; caches behind us are
     * to keep none of it.
     *
     * @param length bytes of the whole
     */
    public static void unsatisfiable(Exchange exchange, long length, String cacheParameters, Outcome outcome) {
        MultiMap fields = exchange.response().headers();
        fields.add(CONTENT_RANGE, ByteRanges.unsatisfiedRange(length));
        fields.add(ACCEPT_RANGES, BYTES);
        fields.add(HttpHeaders.CACHE_CONTROL, NO_STORE);
        fields.add(HttpHeaders.CONTENT_LENGTH, NOTHING);
        AnswerHead.finishStored(exchange, RANGE_NOT_SATISFIABLE, cacheParameters);
        exchange.response().end();
        exchange.end(outcome);
    }

    private static long length(List<Buffer> pieces) {
        long length = 0;
        for (Buffer piece : pieces) {
            length += piece.length();
        }
        return length;
    }
}
