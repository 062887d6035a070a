package io.sallyport.config;

import java.util.HashMap;
import java.util.Map;

/** Where every key of a document was written, so that a later check can point at it. Immutable. */
public final class Positions {
    private final Position document;
    private final Map<String, Position> byPath;

    private Positions(Position document, Map<String, Position> byPath) {
        this.document = document;
        this.byPath = Map.copyOf(byPath);
    }

    static Positions of(String file, Tree tree) {
        Map<String, Position> byPath = new HashMap<>();
        collect(tree, "", byPath);
        byPath.remove("");
        return new Positions(Position.of(file), byPath);
    }

    private static void collect(Tree tree, String path, Map<String, Position> byPath) {
        byPath.put(path, tree.at());
        if (tree instanceof Tree.Fields mapping) {
            mapping.fields().forEach((key, field) -> collect(field.value(), join(path, key), byPath));
        } else if (tree instanceof Tree.Items items) {
            for (int i = 0; i < items.trees().size(); i++) {
                collect(items.trees().get(i), path + "[" + i + "]", byPath);
            }
        }
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Whether the document says this key, whatever it says; a default is not written. */
    public boolean isWritten(String path) {
        return byPath.containsKey(path);
    }

    /** Where the value of a path such as {@code routes[0].cluster} stands, or else the nearest path around it. */
    public Position at(String path) {
        String rest = path;
        while (!rest.isEmpty()) {
            Position position = byPath.get(rest);
            if (position != null) {
                return position;
            }
            rest = rest.substring(0, Math.max(0, Math.max(rest.lastIndexOf('.'), rest.lastIndexOf('['))));
        }
        return document;
    }

    /**
     * Points at a path; adds "did you mean" when {@code found} is nearly one of the words in {@code allowed}.
     *
     * @param path    empty for the document as a whole
     * @param found   as it shall be printed, so with quotes around a text
     * @param allowed words separated by commas, or a phrase
     */
    public Finding finding(String path, String found, String allowed) {
        boolean quoted = found.length() > 2 && found.startsWith("\"") && found.endsWith("\"");
        String hint = quoted ? Text.withGuess(found.substring(1, found.length() - 1), allowed) : allowed;
        return Finding.at(at(path), path, found, hint);
    }
}
