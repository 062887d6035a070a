package io.sallyport.edge.cache;

import io.sallyport.cache.engine.ConditionalAnswer;
import io.sallyport.http.HeaderList;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;

/**
 * Field lines in the form that costs nothing to send: lower-case names (HTTP/2 demands them) and values as bytes. Those
 * that a 304 leaves out stand last, so that both answers are written from the same lines.
 */
public final class EncodedFields {
    /** Objects around one line's characters, about; each is held as text and as bytes. */
    private static final int LINE_OVERHEAD = 112;

    private final CharSequence[] names;
    private final CharSequence[] values;
    private int count;
    private int inNotModified;

    private EncodedFields(int capacity) {
        this.names = new CharSequence[capacity];
        this.values = new CharSequence[capacity];
    }

    /** @param length for {@code content-length}, in place of a stored one; -1 for no such field */
    public static EncodedFields of(HeaderList fields, int length) {
        EncodedFields encoded = new EncodedFields(fields.size() + 1);
        encoded.addAll(fields, false);
        encoded.inNotModified = encoded.count;
        encoded.addAll(fields, true);
        if (length >= 0) {
            encoded.add(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        }
        return encoded;
    }

    private void addAll(HeaderList fields, boolean leftOut) {
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i).toLowerCase(Locale.ROOT);
            if (ConditionalAnswer.isLeftOut(name) == leftOut && !name.equals("content-length")) {
                add(HttpHeaders.createOptimized(name), fields.value(i));
            }
        }
    }

    private void add(CharSequence name, String value) {
        names[count] = name;
        values[count++] = HttpHeaders.createOptimized(value);
    }

    public void write(MultiMap to) {
        write(to, count);
    }

    public void writeNotModified(MultiMap to) {
        write(to, inNotModified);
    }

    private void write(MultiMap to, int lines) {
        for (int i = 0; i < lines; i++) {
            to.add(names[i], values[i]);
        }
    }

    long weight() {
        long weight = 0;
        for (int i = 0; i < count; i++) {
            weight += LINE_OVERHEAD + 2L * (names[i].length() + values[i].length());
        }
        return weight;
    }
}
