package io.sallyport.release;

import java.util.List;
import java.util.Locale;

/**
 * A version in the order that Maven gives them (<a
 * href="https://maven.apache.org/pom.html#version-order-specification">version order specification</a>), as far as the
 * versions of our dependencies and of advisories need it: numbers, then a qualifier, of which {@code Final} and none at all
 * are the same and later than milestones and candidates.
 */
record ReleaseVersion(String text) implements Comparable<ReleaseVersion> {
    private static final List<String> BEFORE_RELEASE = List.of("alpha", "beta", "milestone", "rc", "cr");
    private static final int RELEASE = 100;

    @Override
    public int compareTo(ReleaseVersion other) {
        String[] mine = parts(text);
        String[] theirs = parts(other.text);
        for (int i = 0; i < Math.max(mine.length, theirs.length); i++) {
            int order = compare(i < mine.length ? mine[i] : "", i < theirs.length ? theirs[i] : "");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Apart at dots and dashes, and where digits meet letters. */
    private static String[] parts(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("(?<=\\d)(?=[a-z])|(?<=[a-z])(?=\\d)", ".")
                .split("[.-]");
    }

    private static int compare(String mine, String theirs) {
        boolean number = isNumber(mine);
        if (number && isNumber(theirs)) {
            return Long.compare(Long.parseLong(mine), Long.parseLong(theirs));
        }
        if (number || isNumber(theirs)) {
            // A number is later than a qualifier, and than nothing unless it is 0.
            String own = number ? mine : theirs;
            String qualifier = number ? theirs : mine;
            int order = qualifier.isEmpty() && Long.parseLong(own) == 0 ? 0 : 1;
            return number ? order : -order;
        }
        int byRank = Integer.compare(rank(mine), rank(theirs));
        return byRank != 0 || rank(mine) == RELEASE ? byRank : mine.compareTo(theirs);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int rank(String qualifier) {
        int before = BEFORE_RELEASE.indexOf(qualifier);
        if (before >= 0) {
            return before;
        }
        return List.of("", "final", "ga", "release", "jre").contains(qualifier) ? RELEASE : RELEASE + 1;
    }

    /** Whether it lies in a range such as {@code [4.2.0,4.2.15)} or {@code (,1.5.25)}. */
    boolean isIn(String range) {
        int comma = range.indexOf(',');
        String from = range.substring(1, comma).strip();
        String to = range.substring(comma + 1, range.length() - 1).strip();
        boolean above = from.isEmpty() || compareTo(new ReleaseVersion(from)) >= (range.startsWith("[") ? 0 : 1);
        boolean below = to.isEmpty() || compareTo(new ReleaseVersion(to)) <= (range.endsWith("]") ? 0 : -1);
        return above && below;
    }
}
