package io.sallyport.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values from the environment and the command line that win over a file's: {@code SALLYPORT_STORE_URL} and, stronger,
 * {@code -Dsallyport.store.url} both mean the key {@code store.url}. Names are compared without case, dots and
 * underscores; those that match no key are other people's and are left alone. Keys inside lists cannot be reached. A
 * list of plain values is written with commas.
 */
public final class Overrides {
    public static final Overrides NONE = new Overrides(Map.of());

    private static final String PREFIX = "sallyport";

    /** By folded key path: the name it came from and the text. */
    private final Map<String, Override> byKey;

    private record Override(String origin, String text) {}

    private Overrides(Map<String, Override> byKey) {
        this.byKey = byKey;
    }

    /** Takes what begins with {@code SALLYPORT_} and {@code sallyport.}. */
    public static Overrides of(Map<String, String> environment, Map<String, String> properties) {
        Map<String, Override> byKey = new TreeMap<>();
        environment.forEach((name, text) -> put(byKey, "environment variable ", name, "_", text));
        properties.forEach((name, text) -> put(byKey, "system property ", name, ".", text));
        return new Overrides(byKey);
    }

    private static void put(Map<String, Override> byKey, String kind, String name, String separator, String text) {
        String prefix = PREFIX + separator;
        if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
            byKey.put(fold(name.substring(prefix.length())), new Override(kind + name, text));
        }
    }

    private static String fold(String path) {
        return path.replace(".", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    static Tree.Fields empty(Position at) {
        return new Tree.Fields(at, Map.of());
    }

    /** The tree with the overridden keys replaced or added. */
    Tree apply(Class<?> type, Tree tree) {
        return byKey.isEmpty() ? tree : apply(Shape.of(type), tree, "");
    }

    private Tree apply(Shape shape, Tree tree, String path) {
        if (!(tree instanceof Tree.Fields mapping)) {
            return tree;
        }
        Map<String, Tree.Field> fields = new LinkedHashMap<>(mapping.fields());
        shape.keys().forEach((key, type) -> {
            String inner = Positions.join(path, key);
            Tree before = fields.containsKey(key) ? fields.get(key).value() : new Tree.Nothing(mapping.at());
            Tree after = override(new Shape.Typed(type), before, inner);
            if (after != before) {
                fields.put(key, new Tree.Field(after.at(), after));
            }
        });
        return fields.equals(mapping.fields()) ? tree : new Tree.Fields(mapping.at(), fields);
    }

    private Tree override(Shape.Typed type, Tree before, String path) {
        Override override = byKey.get(fold(path));
        if (override != null && type.takesText()) {
            return value(type, override);
        }
        if (!type.raw().isRecord()) {
            return before;
        }
        Tree inside = before instanceof Tree.Nothing ? empty(before.at()) : before;
        Tree after = apply(Shape.of(type.raw()), inside, path);
        return after == inside ? before : after;
    }

    private static Tree value(Shape.Typed type, Override override) {
        Position at = Position.of(override.origin());
        if (!type.isMany()) {
            return new Tree.Leaf(at, override.text(), override.text());
        }
        List<Tree> items = new ArrayList<>();
        for (String item : override.text().split(",", -1)) {
            if (!item.isBlank()) {
                items.add(new Tree.Leaf(at, item.strip(), item.strip()));
            }
        }
        return new Tree.Items(at, items);
    }
}
