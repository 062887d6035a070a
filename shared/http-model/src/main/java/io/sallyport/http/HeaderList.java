package io.sallyport.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** An immutable {@link HeaderView} over a flat name, value, name, value... array. */
public final class HeaderList implements HeaderView {
    public static final HeaderList EMPTY = new HeaderList(new String[0]);

    private final String[] flat;

    private HeaderList(String[] flat) {
        this.flat = flat;
    }

    /** From names and values in turn. */
    public static HeaderList of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("found " + namesAndValues.length + " texts, allowed: an even number");
        }
        return namesAndValues.length == 0 ? EMPTY : new HeaderList(namesAndValues.clone());
    }

    /** A copy of any view. */
    public static HeaderList copyOf(HeaderView view) {
        if (view instanceof HeaderList list) {
            return list;
        }
        List<String> lines = new ArrayList<>();
        view.forEach((name, value) -> {
            lines.add(name);
            lines.add(value);
        });
        return new HeaderList(lines.toArray(String[]::new));
    }

    /** Number of field lines. */
    public int size() {
        return flat.length / 2;
    }

    public String name(int index) {
        return flat[2 * index];
    }

    public String value(int index) {
        return flat[2 * index + 1];
    }

    @Override
    public String get(String name) {
        for (int i = 0; i < flat.length; i += 2) {
            if (flat[i].equalsIgnoreCase(name)) {
                return flat[i + 1];
            }
        }
        return null;
    }

    @Override
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < flat.length; i += 2) {
            if (flat[i].equalsIgnoreCase(name)) {
                values.add(flat[i + 1]);
            }
        }
        return values;
    }

    @Override
    public boolean contains(String name) {
        return get(name) != null;
    }

    @Override
    public void forEach(BiConsumer<String, String> line) {
        for (int i = 0; i < flat.length; i += 2) {
            line.accept(flat[i], flat[i + 1]);
        }
    }

    @Override
    public String toString() {
        return List.of(flat).toString();
    }
}
