package io.sallyport.routing.version;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version that has an order: one to eight numbers, then perhaps a pre-release and a build, as <a
 * href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a> has it for three numbers. A leading {@code v}
 * is skipped, missing numbers count as 0, leading zeros mean nothing.
 *
 * <p>The order is that of section 11: numbers, then a pre-release before its release, then identifier by identifier; the
 * build has no say. So versions of different text may compare as 0.
 */
public final class Version implements Comparable<Version> {
    private static final int LENGTH_MAX = 64;
    private static final int NUMBERS_MAX = 8;

    /** Eighteen digits fit in a long. */
    private static final int DIGITS_MAX = 18;

    private final long[] numbers;
    private final List<String> preRelease;

    Version(long[] numbers, List<String> preRelease) {
        this.numbers = numbers;
        this.preRelease = preRelease;
    }

    /** The version that the text says; {@code null} when it has no order, such as {@code main-3f2a}. */
    public static @Nullable Version parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        int start = text.startsWith("v") || text.startsWith("V") ? 1 : 0;
        int plus = text.indexOf('+');
        if (plus >= 0 && !areIdentifiers(text.substring(plus + 1))) {
            return null;
        }
        int end = plus < 0 ? text.length() : plus;
        int dash = text.indexOf('-');
        boolean released = dash < 0 || dash > end;
        String pre = released ? "" : text.substring(dash + 1, end);
        long[] numbers = numbers(text.substring(start, Math.max(start, released ? end : dash)));
        if (numbers == null || (!released && !areIdentifiers(pre))) {
            return null;
        }
        return new Version(numbers, released ? List.of() : List.of(split(pre)));
    }

    /** Numbers with dots between them, or {@code null}. */
    static long @Nullable [] numbers(String text) {
        String[] parts = split(text);
        if (parts.length > NUMBERS_MAX) {
            return null;
        }
        long[] numbers = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() || parts[i].length() > DIGITS_MAX || !isNumeric(parts[i])) {
                return null;
            }
            numbers[i] = Long.parseLong(parts[i]);
        }
        return numbers;
    }

    private static String[] split(String text) {
        return text.split("\\.", -1);
    }

    private static boolean areIdentifiers(String text) {
        for (String identifier : split(text)) {
            if (identifier.isEmpty() || !identifier.chars().allMatch(Version::isIdentifier)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIdentifier(int c) {
        return c == '-' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isNumeric(String text) {
        return text.chars().allMatch(Version::isDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** How many numbers it is written with. */
    public int length() {
        return numbers.length;
    }

    /** The number at an index; 0 beyond those that are written. */
    long number(int index) {
        return index < numbers.length ? numbers[index] : 0;
    }

    public boolean isPreRelease() {
        return !preRelease.isEmpty();
    }

    /** Whether the numbers are the same, whatever follows them. */
    boolean hasNumbersOf(Version other) {
        return compareNumbers(other) == 0;
    }

    /** The first version after all that begin with the numbers up to an index: of 1.2.3 and 1 it is 1.3. */
    Version following(int index) {
        long[] next = Arrays.copyOf(numbers, index + 1);
        next[index]++;
        return new Version(next, List.of());
    }

    /** The numbers up to a count, with dots: of 1.2.3 and 2 it is {@code 1.2}. */
    public String leading(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ".").append(number(i));
        }
        return text.toString();
    }

    @Override
    public int compareTo(Version other) {
        int byNumbers = compareNumbers(other);
        if (byNumbers != 0) {
            return byNumbers;
        }
        if (isPreRelease() != other.isPreRelease()) {
            return isPreRelease() ? -1 : 1;
        }
        return comparePreReleases(preRelease, other.preRelease);
    }

    private int compareNumbers(Version other) {
        for (int i = 0; i < Math.max(numbers.length, other.numbers.length); i++) {
            int order = Long.compare(number(i), other.number(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Of two that agree as far as the shorter goes, the longer is the later. */
    private static int comparePreReleases(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareIdentifiers(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Numbers by value, before texts; texts by their characters. */
    private static int compareIdentifiers(String left, String right) {
        boolean leftNumeric = isNumeric(left);
        if (leftNumeric != isNumeric(right)) {
            return leftNumeric ? -1 : 1;
        }
        return leftNumeric ? compareDigits(significant(left), significant(right)) : left.compareTo(right);
    }

    private static int compareDigits(String left, String right) {
        return left.length() == right.length() ? left.compareTo(right) : Integer.compare(left.length(), right.length());
    }

    private static String significant(String digits) {
        int at = 0;
        while (at < digits.length() - 1 && digits.charAt(at) == '0') {
            at++;
        }
        return digits.substring(at);
    }

    /** Equal when the order sees no difference. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        int end = numbers.length;
        while (end > 1 && numbers[end - 1] == 0) {
            end--;
        }
        return 31 * Arrays.hashCode(Arrays.copyOf(numbers, end)) + preRelease.size();
    }

    @Override
    public String toString() {
        return leading(numbers.length) + (isPreRelease() ? "-" + String.join(".", preRelease) : "");
    }
}
