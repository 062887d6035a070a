package io.sallyport.edge.cache;

import io.sallyport.http.HeaderList;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.Locale;

/** Field lines in the form that costs nothing to send: lower-case names (HTTP/2 demands them) and values as bytes. */
final class EncodedFields {
    /** Objects around one line's characters, about; each is held as text and as bytes. */
    private static final int LINE_OVERHEAD = 112;

    private final CharSequence[] names;
    private final CharSequence[] values;

    private EncodedFields(CharSequence[] names, CharSequence[] values) {
        this.names = names;
        this.values = values;
    }

    /** @param length for {@code content-length}, in place of a stored one; -1 for no such field */
    static EncodedFields of(HeaderList fields, int length) {
        int count = 0;
        CharSequence[] names = new CharSequence[fields.size() + 1];
        CharSequence[] values = new CharSequence[fields.size() + 1];
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i).toLowerCase(Locale.ROOT);
            if (!name.equals("content-length")) {
                names[count] = HttpHeaders.createOptimized(name);
                values[count++] = HttpHeaders.createOptimized(fields.value(i));
            }
        }
        if (length >= 0) {
            names[count] = HttpHeaders.CONTENT_LENGTH;
            values[count++] = HttpHeaders.createOptimized(Integer.toString(length));
        }
        return new EncodedFields(Arrays.copyOf(names, count), Arrays.copyOf(values, count));
    }

    void write(MultiMap to) {
        for (int i = 0; i < names.length; i++) {
            to.add(names[i], values[i]);
        }
    }

    long weight() {
        long weight = 0;
        for (int i = 0; i < names.length; i++) {
            weight += LINE_OVERHEAD + 2L * (names[i].length() + values[i].length());
        }
        return weight;
    }
}
