package io.sallyport.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Names of fields, some of them with a trailing {@code *} that stands for any ending, looked up without regard to case
 * and without an allocation.
 */
public final class FieldPatterns {
    private static final String[] NO_NAMES = {};

    /** Matches nothing. */
    public static final FieldPatterns NONE = of(List.of());

    /** Whole names by their length. */
    private final String[][] names;

    private final String[] prefixes;

    /** The prefixes' first characters, as bits: most names are told apart by it. */
    private final long firsts;

    private FieldPatterns(String[][] names, String[] prefixes) {
        this.names = names;
        this.prefixes = prefixes;
        long bits = 0;
        for (String prefix : prefixes) {
            bits |= prefix.isEmpty() ? -1 : first(prefix);
        }
        this.firsts = bits;
    }

    /** The bit of the first character, the same for both letter cases. */
    private static long first(String name) {
        return 1L << (name.charAt(0) & 0x1f);
    }

    /** From names such as {@code Server} and {@code X-Int-*}; blanks around them do not count. */
    public static FieldPatterns of(Collection<String> patterns) {
        List<String> whole = new ArrayList<>();
        List<String> begun = new ArrayList<>();
        for (String pattern : patterns) {
            String text = pattern.strip().toLowerCase(Locale.ROOT);
            if (text.endsWith("*")) {
                begun.add(text.substring(0, text.length() - 1));
            } else if (!text.isEmpty()) {
                whole.add(text);
            }
        }
        return new FieldPatterns(byLength(whole), begun.toArray(String[]::new));
    }

    private static String[][] byLength(List<String> whole) {
        int longest = whole.stream().mapToInt(String::length).max().orElse(-1);
        String[][] names = new String[longest + 1][];
        Arrays.fill(names, NO_NAMES);
        for (String name : whole) {
            String[] same = names[name.length()];
            names[name.length()] = Arrays.copyOf(same, same.length + 1);
            names[name.length()][same.length] = name;
        }
        return names;
    }

    /** Whether nothing can match. */
    public boolean isEmpty() {
        return names.length == 0 && prefixes.length == 0;
    }

    /** Whether a field's name is one of them. */
    public boolean matches(String name) {
        if (name.length() < names.length) {
            for (String candidate : names[name.length()]) {
                if (candidate.equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return !name.isEmpty() && (firsts & first(name)) != 0 && begins(name);
    }

    private boolean begins(String name) {
        for (String prefix : prefixes) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }
}
