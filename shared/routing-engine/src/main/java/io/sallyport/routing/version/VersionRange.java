package io.sallyport.routing.version;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of versions, as an operator writes it: {@code ~1.1} (from 1.1 to before 1.2), {@code ^1.2} (from 1.2 to before
 * 2), {@code 1.x} (every 1), or comparisons that must all hold, {@code >=1.2 <2}.
 *
 * <p>A pre-release is in a range only when the range names a pre-release of the same numbers: {@code ~1.1} must not
 * catch 1.2.0-rc.1, which the order puts before 1.2. A version without an order is in no range.
 */
public final class VersionRange {
    private static final int LENGTH_MAX = 64;

    private final String text;
    private final List<Bound> bounds;

    private enum Side {
        BELOW,
        UP_TO,
        EXACTLY,
        FROM,
        ABOVE
    }

    private record Bound(Side side, Version version) {
        boolean admits(Version candidate) {
            int order = candidate.compareTo(version);
            return switch (side) {
                case BELOW -> order < 0;
                case UP_TO -> order <= 0;
                case EXACTLY -> order == 0;
                case FROM -> order >= 0;
                case ABOVE -> order > 0;
            };
        }
    }

    private VersionRange(String text, List<Bound> bounds) {
        this.text = text;
        this.bounds = bounds;
    }

    /**
     * Whether a text is written as a range and not as the name of one version: it begins with one of
     * {@code ~ ^ < > =}, has a blank, or ends in {@code .x} or {@code .*} after numbers.
     */
    public static boolean isRange(String text) {
        return (!text.isEmpty() && "~^<>=".indexOf(text.charAt(0)) >= 0)
                || text.indexOf(' ') >= 0
                || (isWild(text) && Version.numbers(text.substring(0, text.length() - 2)) != null);
    }

    private static boolean isWild(String text) {
        return text.endsWith(".x") || text.endsWith(".X") || text.endsWith(".*");
    }

    /** The range that the text says, or {@code null} when it says none. */
    public static @Nullable VersionRange parse(String text) {
        if (!isRange(text) || text.length() > LENGTH_MAX) {
            return null;
        }
        List<Bound> bounds = new ArrayList<>();
        int at = blanks(text, 0);
        while (at < text.length()) {
            int operand = blanks(text, operator(text, at));
            int end = word(text, operand);
            String operator = text.substring(at, operator(text, at));
            if (!add(operator, text.substring(operand, end), bounds)) {
                return null;
            }
            at = blanks(text, end);
        }
        return bounds.isEmpty() ? null : new VersionRange(text, List.copyOf(bounds));
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static int operator(String text, int from) {
        int at = from;
        while (at < text.length() && "~^<>=".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int word(String text, int from) {
        int end = text.indexOf(' ', from);
        return end < 0 ? text.length() : end;
    }

    private static boolean add(String operator, String operand, List<Bound> bounds) {
        if (operator.isEmpty()) {
            return isWild(operand) && addSpan(operand.substring(0, operand.length() - 2), bounds);
        }
        Version version = Version.parse(operand);
        if (version == null) {
            return false;
        }
        switch (operator) {
            case "<" -> bounds.add(new Bound(Side.BELOW, version));
            case "<=" -> bounds.add(new Bound(Side.UP_TO, version));
            case "=" -> bounds.add(new Bound(Side.EXACTLY, version));
            case ">=" -> bounds.add(new Bound(Side.FROM, version));
            case ">" -> bounds.add(new Bound(Side.ABOVE, version));
            case "~" -> span(version, Math.min(1, version.length() - 1), bounds);
            case "^" -> span(version, firstThatCounts(version), bounds);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean addSpan(String numbers, List<Bound> bounds) {
        long[] leading = Version.numbers(numbers);
        if (leading == null) {
            return false;
        }
        span(new Version(leading, List.of()), leading.length - 1, bounds);
        return true;
    }

    /** From a version to before the next one that differs at an index or above. */
    private static void span(Version from, int index, List<Bound> bounds) {
        bounds.add(new Bound(Side.FROM, from));
        bounds.add(new Bound(Side.BELOW, from.following(index)));
    }

    /** What must not change for {@code ^}: the first number that is not 0, or the last of nothing but zeros. */
    private static int firstThatCounts(Version version) {
        int index = 0;
        while (index < version.length() - 1 && version.number(index) == 0) {
            index++;
        }
        return index;
    }

    /** Whether a version, as a server tells it, is in the range. */
    public boolean contains(String version) {
        Version candidate = Version.parse(version);
        return candidate != null && contains(candidate);
    }

    /** Whether a version is in the range. */
    public boolean contains(Version candidate) {
        boolean wanted = !candidate.isPreRelease();
        for (Bound bound : bounds) {
            if (!bound.admits(candidate)) {
                return false;
            }
            wanted |= bound.version().isPreRelease() && bound.version().hasNumbersOf(candidate);
        }
        return wanted;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
