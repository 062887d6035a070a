package io.sallyport.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The directives of Cache-Control over all lines of the field (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-5.2">RFC 9111 section 5.2</a>).
 *
 * <p>Where the standard leaves a choice, the cautious one: of two lifetimes the smaller counts; a lifetime that is not
 * a number of seconds counts as zero, so the response is stale and does not fall back to another rule; a directive
 * with blanks around its {@code =} is skipped; {@code no-cache} and {@code private} that name fields count as if they
 * did not.
 */
public final class CacheControl {
    /** No directive at all. */
    public static final CacheControl NONE = new CacheControl(0, new long[0]);

    /** What {@link #seconds} answers for a directive that is not there. */
    public static final long ABSENT = -1;

    private final int present;
    private final long[] seconds;

    private CacheControl(int present, long[] seconds) {
        this.present = present;
        this.seconds = seconds;
    }

    /** Never fails: what cannot be read is skipped. */
    public static CacheControl parse(List<String> lines) {
        if (lines.isEmpty()) {
            return NONE;
        }
        Collected collected = new Collected();
        for (String line : lines) {
            DirectiveTokenizer.read(line, collected);
        }
        return collected.present == 0 ? NONE : new CacheControl(collected.present, collected.seconds);
    }

    /**
     * A field for caches like us (<a href="https://datatracker.ietf.org/doc/html/rfc9213#section-2.1">RFC 9213 section
     * 2.1</a>): a dictionary of structured fields.
     *
     * @return {@code null} when there is no such field, or an empty one, or one that cannot be read, or one that gives a
     *     directive of ours a value of the wrong kind: then it counts as not sent
     */
    public static CacheControl parseTargeted(List<String> lines) {
        Map<String, StructuredDictionary.Value> members = lines.isEmpty() ? null : StructuredDictionary.parse(lines);
        if (members == null || members.isEmpty()) {
            return null;
        }
        Collected collected = new Collected();
        for (var member : members.entrySet()) {
            CacheDirective directive = CacheDirective.exactly(member.getKey());
            if (directive != null && !collected.targeted(directive, member.getValue())) {
                return null;
            }
        }
        return new CacheControl(collected.present, collected.seconds);
    }

    public boolean has(CacheDirective directive) {
        return (present & bit(directive)) != 0;
    }

    /**
     * The argument in seconds, 0 to {@link DeltaSeconds#MAX}; 0 when it is unreadable; {@link #ABSENT} when the
     * directive is not there. A bare {@code max-stale} is {@link DeltaSeconds#MAX}.
     */
    public long seconds(CacheDirective directive) {
        return has(directive) ? seconds[directive.ordinal()] : ABSENT;
    }

    private static int bit(CacheDirective directive) {
        return 1 << directive.ordinal();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (CacheDirective directive : CacheDirective.values()) {
            if (has(directive)) {
                text.append(text.isEmpty() ? "" : ", ").append(directive.text());
                text.append(directive.isTimed() ? "=" + seconds(directive) : "");
            }
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheControl that && present == that.present && Arrays.equals(seconds, that.seconds);
    }

    @Override
    public int hashCode() {
        return 31 * present + Arrays.hashCode(seconds);
    }

    /** Filled while parsing. */
    private static final class Collected implements DirectiveTokenizer.Sink {
        private int present;
        private final long[] seconds = new long[CacheDirective.values().length];

        @Override
        public void directive(String name, String argument) {
            CacheDirective directive = CacheDirective.named(name);
            if (directive == null) {
                return;
            }
            if (directive.isTimed()) {
                time(directive, seconds(directive, argument));
            }
            present |= bit(directive);
        }

        /** Whether the value is of the kind that the directive takes. A negative time is over at once. */
        boolean targeted(CacheDirective directive, StructuredDictionary.Value value) {
            boolean named = directive == CacheDirective.NO_CACHE || directive == CacheDirective.PRIVATE;
            if (directive.isTimed()) {
                seconds[directive.ordinal()] = Math.min(DeltaSeconds.MAX, Math.max(0, value.number()));
                present |= bit(directive);
                return value.kind() == StructuredDictionary.Kind.INTEGER;
            }
            boolean asked = value.kind() != StructuredDictionary.Kind.BOOLEAN || value.number() == 1;
            present |= asked ? bit(directive) : 0;
            return value.kind() == StructuredDictionary.Kind.BOOLEAN
                    || (named && value.kind() == StructuredDictionary.Kind.STRING);
        }

        private static long seconds(CacheDirective directive, String argument) {
            if (argument == null) {
                return directive == CacheDirective.MAX_STALE ? DeltaSeconds.MAX : 0;
            }
            return Math.max(0, DeltaSeconds.parse(argument));
        }

        private void time(CacheDirective directive, long value) {
            int at = directive.ordinal();
            boolean first = (present & bit(directive)) == 0;
            if (directive == CacheDirective.MIN_FRESH) {
                seconds[at] = Math.max(value, seconds[at]);
            } else {
                seconds[at] = first ? value : Math.min(value, seconds[at]);
            }
        }
    }
}
