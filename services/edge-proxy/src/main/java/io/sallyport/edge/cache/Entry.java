package io.sallyport.edge.cache;

import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.range.ByteRange;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A stored response, ready to be sent: its fields are encoded once, its body is shared by all who send it. Immutable,
 * and safe from any thread as long as nobody writes to the body.
 *
 * <p>Sending does not disturb the body: {@code HttpServerResponse.end(Buffer)} takes a slice with positions of its own
 * and releases nothing, so one buffer may be on its way to many clients on many event loops at once. A test holds
 * Vert.x to that.
 */
public final class Entry implements Stored {
    /** Objects around an entry's characters and bytes, about. */
    private static final int OVERHEAD = 640;

    private final StoredHead head;
    private final Buffer body;
    private final EncodedFields fields;

    private Entry(StoredHead head, Buffer body) {
        this.head = head;
        this.body = body;
        this.fields = EncodedFields.of(head.fields(), head.status() == 204 ? -1 : body.length());
    }

    /** @param body the whole body; nobody may write to it from now on */
    public static Entry of(StoredHead head, Buffer body) {
        return new Entry(head, body);
    }

    /** The same body under a validated head. */
    Entry under(StoredHead refreshed) {
        return new Entry(refreshed, body);
    }

    @Override
    public StoredHead head() {
        return head;
    }

    /** For sending and reading only. */
    public Buffer body() {
        return body;
    }

    /** Bytes of the whole body. */
    public long length() {
        return body.length();
    }

    /** A part of the body, for sending and reading only. */
    public List<Buffer> slices(ByteRange part) {
        return List.of(body.slice((int) part.first(), (int) part.last() + 1));
    }

    /** Adds all stored fields, with {@code content-length} and without {@code age}, to an empty map. */
    public void writeFields(MultiMap to) {
        fields.write(to);
    }

    /** Adds the fields of a 304, without {@code age}, to an empty map. */
    public void writeNotModifiedFields(MultiMap to) {
        fields.writeNotModified(to);
    }

    /** About the bytes of memory held, without the key. */
    long weight() {
        return OVERHEAD + body.length() + fields.weight() + 2L * head.vary().length();
    }
}
