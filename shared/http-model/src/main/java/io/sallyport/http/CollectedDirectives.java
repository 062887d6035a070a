package io.sallyport.http;

import java.util.List;
import java.util.TreeSet;

/** Directives while a field is being read; knows what two of the same name come to. */
final class CollectedDirectives implements DirectiveTokenizer.Sink {
    /** More names than this in one directive count as none: then it holds for the whole response. */
    private static final int MAX_NAMES = 32;

    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    private int present;
    private final long[] seconds = new long[CacheDirective.values().length];
    private TreeSet<String> uncached;
    private TreeSet<String> unshared;

    CacheControl control() {
        boolean nothing = present == 0 && uncached == null && unshared == null;
        return nothing ? CacheControl.NONE : whole();
    }

    /** Even if it says nothing. */
    CacheControl whole() {
        return new CacheControl(
                present, seconds, names(CacheDirective.NO_CACHE, uncached), names(CacheDirective.PRIVATE, unshared));
    }

    /** What holds for the whole response holds for each of its fields. */
    private List<String> names(CacheDirective directive, TreeSet<String> collected) {
        return collected == null || has(directive) ? List.of() : List.copyOf(collected);
    }

    @Override
    public void directive(String name, String argument) {
        CacheDirective directive = CacheDirective.named(name);
        if (directive == null) {
            return;
        }
        if (directive.namesFields() && argument != null) {
            namedFields(directive, argument);
            return;
        }
        if (directive.isTimed()) {
            time(directive, seconds(directive, argument));
        }
        present |= CacheControl.bit(directive);
    }

    /** Whether the value is of the kind that the directive takes. A negative time is over at once. */
    boolean targeted(CacheDirective directive, StructuredDictionary.Value value) {
        if (directive.isTimed()) {
            seconds[directive.ordinal()] = Math.min(DeltaSeconds.MAX, Math.max(0, value.number()));
            present |= CacheControl.bit(directive);
            return value.kind() == StructuredDictionary.Kind.INTEGER;
        }
        if (directive.namesFields() && value.kind() == StructuredDictionary.Kind.STRING) {
            namedFields(directive, value.text());
            return true;
        }
        present |= value.number() == 1 ? CacheControl.bit(directive) : 0;
        return value.kind() == StructuredDictionary.Kind.BOOLEAN;
    }

    private boolean has(CacheDirective directive) {
        return (present & CacheControl.bit(directive)) != 0;
    }

    /** A list that is not one of names holds for the whole response. */
    private void namedFields(CacheDirective directive, String argument) {
        TreeSet<String> names =
                new TreeSet<>(FieldNames.parse(List.of(argument)).names());
        boolean legible = !names.isEmpty() && names.size() <= MAX_NAMES && argument.indexOf('*') < 0;
        for (String name : names) {
            legible &= isToken(name);
        }
        if (!legible) {
            present |= CacheControl.bit(directive);
        } else if (directive == CacheDirective.NO_CACHE) {
            uncached = joined(uncached, names);
        } else {
            unshared = joined(unshared, names);
        }
    }

    private static TreeSet<String> joined(TreeSet<String> some, TreeSet<String> more) {
        if (some != null) {
            more.addAll(some);
        }
        return more;
    }

    static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && TOKEN_SYMBOLS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static long seconds(CacheDirective directive, String argument) {
        if (argument == null) {
            return directive == CacheDirective.MAX_STALE ? DeltaSeconds.MAX : 0;
        }
        return Math.max(0, DeltaSeconds.parse(argument));
    }

    private void time(CacheDirective directive, long value) {
        int at = directive.ordinal();
        if (directive == CacheDirective.MIN_FRESH) {
            seconds[at] = Math.max(value, seconds[at]);
        } else {
            seconds[at] = has(directive) ? Math.min(value, seconds[at]) : value;
        }
    }
}
