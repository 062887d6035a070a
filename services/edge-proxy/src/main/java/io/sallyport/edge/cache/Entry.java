package io.sallyport.edge.cache;

import io.sallyport.cache.engine.partial.Parts;
import io.sallyport.cache.engine.purge.CacheGroups;
import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.range.ByteRange;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored response, ready to be sent: its fields are encoded once, its body is shared by all who send it. Immutable
 * but for what is known of purges, and safe from any thread as long as nobody writes to the body. Of some responses only
 * parts are held; they lie apart, in a {@link PartStore}.
 *
 * <p>Sending does not disturb the body: {@code HttpServerResponse.end(Buffer)} takes a slice with positions of its own
 * and releases nothing, so one buffer may be on its way to many clients on many event loops at once. A test holds
 * Vert.x to that.
 */
public final class Entry implements Stored {
    /** Objects around an entry's characters and bytes, about. */
    private static final int OVERHEAD = 640;

    /** Objects around one part, about. */
    private static final int PART_OVERHEAD = 128;

    private final StoredHead head;
    private final @Nullable Buffer body;
    private final @Nullable Parts<Buffer> parts;
    private final EncodedFields fields;
    private final CacheGroups groups;

    /** Up to where it is known that no purge concerns it; two that check at a time may leave the earlier one. */
    private volatile long clean;

    /** Of a large body that is stored; {@code null} for any other. */
    private volatile @Nullable Readers readers;

    private Entry(StoredHead head, @Nullable Buffer body, @Nullable Parts<Buffer> parts) {
        this.head = head;
        this.body = body;
        this.parts = parts;
        this.groups = CacheGroups.of(head.fields());
        this.clean = head.timing().sequence();
        int length = body == null || head.status() == 204 ? -1 : body.length();
        this.fields = EncodedFields.of(head.fields(), length);
    }

    /** @param body the whole body; nobody may write to it from now on */
    public static Entry of(StoredHead head, Buffer body) {
        return new Entry(head, body, null);
    }

    /**
     * Parts of a response.
     *
     * @param head that of the whole
     */
    static Entry ofParts(StoredHead head, Parts<Buffer> parts) {
        return new Entry(head, null, parts);
    }

    /** The same body under a validated head. */
    public Entry under(StoredHead refreshed) {
        Entry entry = new Entry(refreshed, body, parts);
        entry.readers = readers;
        return entry;
    }

    /** Parts of this one and of a newer one, under the newer one's head. */
    Entry joined(Entry newer) {
        return ofParts(newer.head, parts().with(newer.parts(), BufferBytes.BUFFERS))
                .cleanUpTo(Math.min(clean, newer.clean));
    }

    /** All parts as one body, when nothing is missing. */
    Buffer joinedBody() {
        return BufferBytes.BUFFERS.join(slices(new ByteRange(0, length() - 1)));
    }

    /** Whether there are parts of the body only. */
    public boolean isPartial() {
        return parts != null;
    }

    /** What is held of a partial one. */
    public Parts<Buffer> parts() {
        return Objects.requireNonNull(parts, "not held in parts");
    }

    /** The same as what is known of purges allows. */
    Entry cleanUpTo(long sequence) {
        clean = sequence;
        return this;
    }

    /** The sequence of purges up to which it has been checked; at first, as of which it was fetched. */
    long clean() {
        return clean;
    }

    /** The groups that it says it is of. */
    public CacheGroups groups() {
        return groups;
    }

    @Override
    public StoredHead head() {
        return head;
    }

    /** All of it, for sending and reading only; not of a partial one. */
    public Buffer body() {
        return Objects.requireNonNull(body, "held in parts");
    }

    /** From now on those who read a large body are counted. */
    void countReaders(LentBodies lent) {
        long bytes = body == null ? parts().bytes() : body.length();
        if (readers == null && bytes > LentBodies.LEAST) {
            readers = new Readers(lent, bytes);
        }
    }

    /** For a client whose body is sent piece by piece. */
    public Loan lend() {
        Readers counted = readers;
        if (counted != null) {
            counted.enter();
        }
        return new Loan(counted);
    }

    /** Bytes of the whole body. */
    public long length() {
        return body == null ? parts().length() : body.length();
    }

    /** A part of the body that is held, for sending and reading only. */
    public List<Buffer> slices(ByteRange part) {
        return body == null
                ? parts().slices(part, BufferBytes.BUFFERS)
                : List.of(body.slice((int) part.first(), (int) part.last() + 1));
    }

    /** Adds all stored fields, with the {@code content-length} of a whole one and without {@code age}, to an empty map. */
    public void writeFields(MultiMap to) {
        fields.write(to);
    }

    /** Adds the fields of a 304, without {@code age}, to an empty map. */
    public void writeNotModifiedFields(MultiMap to) {
        fields.writeNotModified(to);
    }

    /** About the bytes of memory held, without the key. */
    long weight() {
        long bytes = body == null ? parts().bytes() + (long) PART_OVERHEAD * parts().count() : body.length();
        return OVERHEAD + bytes + fields.weight() + 2L * head.vary().length() + groups.weight();
    }
}
