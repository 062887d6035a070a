package io.sallyport.cache.engine.stored;

import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secondary key: the request fields that Vary names, with the values of the request that brought the response
 * (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.1">RFC 9111 section 4.1</a>). Values are compared as
 * sent first, and in a normal form only when that fails.
 */
public final class VaryKey {
    /** No selecting field: matches every request. */
    public static final VaryKey NONE = new VaryKey(List.of(), new @Nullable String[0], new @Nullable String[0]);

    private static final int MAX_NAMES = 32;
    private static final int MAX_CHARS = 8192;

    private final List<String> names;
    private final @Nullable String[] sent;
    private final @Nullable String[] normal;

    private VaryKey(List<String> names, @Nullable String[] sent, @Nullable String[] normal) {
        this.names = names;
        this.sent = sent;
        this.normal = normal;
    }

    /** Empty when the list contains {@code *}, or names and values exceed what is kept: 32 names, 8192 characters. */
    public static Optional<VaryKey> of(FieldNames vary, HeaderView request) {
        int count = vary.names().size();
        if (vary.any() || count > MAX_NAMES) {
            return Optional.empty();
        }
        if (count == 0) {
            return Optional.of(NONE);
        }
        @Nullable String[] sent = new @Nullable String[count];
        @Nullable String[] normal = new @Nullable String[count];
        int length = 0;
        for (int i = 0; i < count; i++) {
            String name = vary.names().get(i);
            String value = SelectingValue.joined(request, name);
            sent[i] = value;
            normal[i] = value == null ? null : SelectingValue.normal(name, value);
            length += name.length() + (value == null ? 0 : value.length());
        }
        return length > MAX_CHARS ? Optional.empty() : Optional.of(new VaryKey(vary.names(), sent, normal));
    }

    /** Lower case, sorted. */
    public List<String> names() {
        return names;
    }

    /** Whether a request selects the response. A field absent in both agrees; absent in one does not. */
    public boolean matches(HeaderView request) {
        for (int i = 0; i < sent.length; i++) {
            String name = names.get(i);
            String value = SelectingValue.joined(request, name);
            boolean same = Objects.equals(value, sent[i])
                    || (value != null && SelectingValue.normal(name, value).equals(normal[i]));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** For {@link StoredHeadForm}: each name with the value as sent. */
    void write(FormWriter out) {
        out.number(sent.length);
        for (int i = 0; i < sent.length; i++) {
            out.text(names.get(i));
            out.text(sent[i]);
        }
    }

    /** {@code null} when there are more names than are kept. */
    static @Nullable VaryKey read(FormReader in) {
        int count = in.count();
        if (count == 0) {
            return NONE;
        }
        if (count > MAX_NAMES) {
            return null;
        }
        List<String> names = new ArrayList<>(count);
        @Nullable String[] sent = new @Nullable String[count];
        @Nullable String[] normal = new @Nullable String[count];
        for (int i = 0; i < count; i++) {
            String name = in.text();
            String value = in.textOrNull();
            names.add(name);
            sent[i] = value;
            normal[i] = value == null ? null : SelectingValue.normal(name, value);
        }
        return new VaryKey(List.copyOf(names), sent, normal);
    }

    /** Characters held, for weighing. */
    public int length() {
        int length = 0;
        for (int i = 0; i < sent.length; i++) {
            String value = sent[i];
            length += names.get(i).length() + (value == null ? 0 : 2 * value.length());
        }
        return length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VaryKey that && names.equals(that.names) && Arrays.equals(normal, that.normal);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Arrays.hashCode(normal);
    }

    @Override
    public String toString() {
        return names + "=" + Arrays.toString(normal);
    }
}
