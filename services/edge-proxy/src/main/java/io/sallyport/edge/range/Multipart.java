package io.sallyport.edge.range;

import io.sallyport.edge.cache.Entry;
import io.sallyport.http.range.ByteRange;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Several parts in one body (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-14.6">RFC 9110 section
 * 14.6</a>). What is stored is sliced, not copied.
 *
 * @param boundary stands between the parts; nobody who wrote the stored body can have known it
 * @param type     media type of the stored body; {@code null} when it has none
 */
record Multipart(String boundary, String type, Entry entry) {
    String contentType() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    List<Buffer> body(List<ByteRange> parts) {
        List<Buffer> body = new ArrayList<>(2 * parts.size() + 1);
        for (ByteRange part : parts) {
            body.add(Buffer.buffer(head(part), "ISO-8859-1"));
            body.addAll(entry.slices(part));
        }
        body.add(Buffer.buffer("\r\n--" + boundary + "--\r\n", "ISO-8859-1"));
        return body;
    }

    private String head(ByteRange part) {
        String contentType = type == null ? "" : "Content-Type: " + type + "\r\n";
        return "\r\n--" + boundary + "\r\n" + contentType + "Content-Range: " + part.contentRange(entry.length())
                + "\r\n\r\n";
    }
}
