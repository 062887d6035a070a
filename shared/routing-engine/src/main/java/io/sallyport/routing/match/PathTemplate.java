package io.sallyport.routing.match;

import io.sallyport.http.PathReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path with names in the place of segments: {@code /users/{id}/files/{rest*}}. A name stands for one segment that is
 * not empty; the last may end in a star and then stands for all the rest, which may be empty, but not the slash before
 * it.
 */
public final class PathTemplate implements PathPattern {
    private static final int MAX_SEGMENTS = 32;

    /** A literal segment, or {@code null} for one that a name stands for. */
    private final @Nullable String[] literals;

    private final List<String> names;
    private final boolean rest;
    private final int literalCount;

    private PathTemplate(@Nullable String[] literals, List<String> names, boolean rest) {
        this.literals = literals;
        this.names = List.copyOf(names);
        this.rest = rest;
        this.literalCount = literals.length - names.size();
    }

    /** {@code null} for anything that is no template: stray braces, names twice or not of letters, digits and underscores. */
    public static @Nullable PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            return null;
        }
        String[] parts = text.substring(1).split("/", -1);
        if (parts.length > MAX_SEGMENTS) {
            return null;
        }
        @Nullable String[] literals = new String[parts.length];
        List<String> names = new ArrayList<>();
        boolean rest = false;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.indexOf('{') < 0 && part.indexOf('}') < 0) {
                literals[i] = PathReading.canonical(part);
                continue;
            }
            rest = i == parts.length - 1 && part.endsWith("*}");
            String name = nameOf(part, rest);
            if (name == null) {
                return null;
            }
            names.add(name);
        }
        boolean distinct = new HashSet<>(names).size() == names.size();
        return distinct && !names.isEmpty() ? new PathTemplate(literals, names, rest) : null;
    }

    private static @Nullable String nameOf(String part, boolean rest) {
        boolean wrapped = part.startsWith("{") && part.endsWith("}");
        String name = wrapped ? part.substring(1, part.length() - (rest ? 2 : 1)) : "";
        boolean valid = !name.isEmpty()
                && name.length() <= 32
                && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_'));
        return valid ? name : null;
    }

    /** In the order of the template. */
    public List<String> names() {
        return names;
    }

    /**
     * What a name stands for in a path that matches, as the client wrote it: any spelling has the same slashes as the
     * canonical one.
     */
    public String capture(String name, String path) {
        int wanted = names.indexOf(name);
        int start = 1;
        for (int i = 0; i < literals.length; i++) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (literals[i] == null && wanted-- == 0) {
                return path.substring(start, rest && i == literals.length - 1 ? path.length() : end);
            }
            start = end + 1;
        }
        throw new IllegalArgumentException(name + ": not in the template, or the path does not match it");
    }

    @Override
    public Kind kind() {
        return Kind.TEMPLATE;
    }

    @Override
    public boolean matches(String path) {
        int start = 1;
        int last = literals.length - 1;
        for (int i = 0; i <= last; i++) {
            if (start > path.length()) {
                return false;
            }
            if (rest && i == last) {
                return true;
            }
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (!segmentMatches(literals[i], path, start, end) || (i == last && slash >= 0)) {
                return false;
            }
            start = end + 1;
        }
        return path.startsWith("/");
    }

    private static boolean segmentMatches(@Nullable String literal, String path, int start, int end) {
        return literal == null ? end > start : literal.length() == end - start && path.startsWith(literal, start);
    }

    /** Whether its literal segments begin with this prefix. */
    boolean startsWith(String prefix) {
        String[] wanted = prefix.substring(1).split("/", -1);
        int fixed = literals.length - (rest ? 1 : 0);
        if (wanted.length > fixed) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals(literals[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean covers(PathPattern other) {
        return switch (other.kind()) {
            case EXACT -> matches(((Exact) other).path());
            case TEMPLATE -> coversTemplate((PathTemplate) other);
            case PREFIX -> false;
        };
    }

    private boolean coversTemplate(PathTemplate other) {
        int fixed = literals.length - (rest ? 1 : 0);
        boolean longEnough = rest ? other.literals.length > fixed : !other.rest && other.literals.length == fixed;
        if (!longEnough) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            String mine = literals[i];
            String theirs = other.literals[i];
            boolean covered = mine == null ? theirs == null || !theirs.isEmpty() : mine.equals(theirs);
            if (!covered) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean overlaps(PathPattern other) {
        return other instanceof PathTemplate template && overlapsTemplate(template);
    }

    /** Of equally specific templates, both have a rest and as many segments, or neither has. */
    private boolean overlapsTemplate(PathTemplate other) {
        int fixed = Math.min(literals.length, other.literals.length) - (rest ? 1 : 0);
        for (int i = 0; i < fixed; i++) {
            String mine = literals[i];
            String theirs = other.literals[i];
            if (mine != null && theirs != null && !mine.equals(theirs)) {
                return false;
            }
        }
        return literals.length == other.literals.length;
    }

    @Override
    public int compareSameKind(PathPattern other) {
        PathTemplate template = (PathTemplate) other;
        if (literalCount != template.literalCount) {
            return template.literalCount - literalCount;
        }
        if (rest != template.rest) {
            return rest ? 1 : -1;
        }
        return template.literals.length - literals.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate template
                && rest == template.rest
                && Arrays.equals(literals, template.literals);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(literals);
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        int next = 0;
        for (String literal : literals) {
            parts.add(literal != null ? literal : "{" + names.get(next++) + "}");
        }
        return "/" + String.join("/", Collections.unmodifiableList(parts)) + (rest ? " (with the rest)" : "");
    }
}
