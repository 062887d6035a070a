package io.sallyport.edge.cache;

import io.sallyport.cache.engine.ConditionalAnswer;
import io.sallyport.cache.engine.stored.ResponseControl;
import io.sallyport.http.HeaderList;
import io.sallyport.http.StandardNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Field lines in the form that costs little to send: lower-case names as bytes (HTTP/2 demands lower case), which all
 * entries share where they are standard, and values as they are kept. Those that a 304 leaves out stand last, so that
 * both answers are written from the same lines.
 */
public final class EncodedFields {
    /** Objects around one line's value, about. */
    private static final int LINE_OVERHEAD = 64;

    /** Around a name that is not shared: a text and its bytes. */
    private static final int NAME_OVERHEAD = 112;

    private static final Map<String, CharSequence> STANDARD = standard();

    private final CharSequence[] names;
    private final CharSequence[] values;
    private int count;
    private int inNotModified;

    private EncodedFields(int capacity) {
        this.names = new CharSequence[capacity];
        this.values = new CharSequence[capacity];
    }

    private static Map<String, CharSequence> standard() {
        Map<String, CharSequence> encoded = new HashMap<>();
        StandardNames.lowerCase().forEach(name -> encoded.put(name, HttpHeaders.createOptimized(name)));
        return Map.copyOf(encoded);
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
            boolean sent = !name.equals("content-length") && !name.equals(ResponseControl.OWN_FIELD);
            if (sent && ConditionalAnswer.isLeftOut(name) == leftOut) {
                add(encoded(name), fields.value(i));
            }
        }
    }

    private static CharSequence encoded(String name) {
        CharSequence standard = STANDARD.get(name);
        return standard == null ? HttpHeaders.createOptimized(name) : standard;
    }

    private void add(CharSequence name, String value) {
        names[count] = name;
        values[count++] = value;
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
            boolean shared = STANDARD.containsKey(names[i].toString());
            weight += LINE_OVERHEAD + values[i].length() + (shared ? 0 : NAME_OVERHEAD + 2L * names[i].length());
        }
        return weight;
    }
}
