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
 * with blanks around its {@code =} is skipped; {@code no-cache} and {@code private} hold for the whole response unless what
 * they name is plainly a list of fields.
 */
public final class CacheControl {
    /** No directive at all. */
    public static final CacheControl NONE = new CacheControl(0, new long[0], List.of(), List.of());

    /** What {@link #seconds} answers for a directive that is not there. */
    public static final long ABSENT = -1;

    private final int present;
    private final long[] seconds;
    private final List<String> uncached;
    private final List<String> unshared;

    CacheControl(int present, long[] seconds, List<String> uncached, List<String> unshared) {
        this.present = present;
        this.seconds = seconds;
        this.uncached = uncached;
        this.unshared = unshared;
    }

    /** Never fails: what cannot be read is skipped. */
    public static CacheControl parse(List<String> lines) {
        if (lines.isEmpty()) {
            return NONE;
        }
        CollectedDirectives collected = new CollectedDirectives();
        for (String line : lines) {
            DirectiveTokenizer.read(line, collected);
        }
        return collected.control();
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
        CollectedDirectives collected = new CollectedDirectives();
        for (var member : members.entrySet()) {
            CacheDirective directive = CacheDirective.exactly(member.getKey());
            if (directive != null && !collected.targeted(directive, member.getValue())) {
                return null;
            }
        }
        return collected.whole();
    }

    /** Whether it is there and holds for the whole message. */
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

    /**
     * The fields for which alone a {@code no-cache} or {@code private} holds (<a
     * href="https://datatracker.ietf.org/doc/html/rfc9111#section-5.2.2.4">RFC 9111 sections 5.2.2.4</a> and 5.2.2.7): lower
     * case, sorted; empty when the directive is not there or holds for the whole response.
     */
    public List<String> named(CacheDirective directive) {
        return switch (directive) {
            case NO_CACHE -> uncached;
            case PRIVATE -> unshared;
            default -> List.of();
        };
    }

    /** The same with a {@code no-cache} or {@code private} that holds for the whole response. */
    public CacheControl with(CacheDirective directive) {
        boolean uncache = directive == CacheDirective.NO_CACHE;
        boolean unshare = directive == CacheDirective.PRIVATE;
        long[] times = seconds.length == 0 ? new long[CacheDirective.values().length] : seconds;
        return new CacheControl(
                present | bit(directive), times, uncache ? List.of() : uncached, unshare ? List.of() : unshared);
    }

    static int bit(CacheDirective directive) {
        return 1 << directive.ordinal();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (CacheDirective directive : CacheDirective.values()) {
            List<String> names = named(directive);
            if (has(directive) || !names.isEmpty()) {
                text.append(text.isEmpty() ? "" : ", ").append(directive.text());
                text.append(directive.isTimed() ? "=" + seconds(directive) : "");
                text.append(names.isEmpty() ? "" : "=\"" + String.join(", ", names) + '"');
            }
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheControl that
                && present == that.present
                && Arrays.equals(seconds, that.seconds)
                && uncached.equals(that.uncached)
                && unshared.equals(that.unshared);
    }

    @Override
    public int hashCode() {
        return 31 * present + Arrays.hashCode(seconds);
    }
}
