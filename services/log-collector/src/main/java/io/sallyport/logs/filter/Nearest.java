package io.sallyport.logs.filter;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that somebody may have meant. */
final class Nearest {
    /** No name is longer; what is has none that is near. */
    private static final int MAX_LENGTH = 40;

    private Nearest() {}

    /** {@code (perhaps "status" is meant)} with a blank before it, or nothing when no name is near. */
    static String hint(String written, Collection<String> names) {
        String lower = written.toLowerCase(Locale.ROOT);
        String nearest = "";
        int least = 1 + Math.min(2, written.length() / 2);
        for (String name : names) {
            int distance = distance(lower, name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? "" : " (perhaps \"" + nearest + "\" is meant)";
    }

    /** Letters to be put in, taken out, changed, or swapped with their neighbour; a beginning is one step away. */
    private static int distance(String a, String b) {
        if (a.length() > MAX_LENGTH) {
            return MAX_LENGTH;
        }
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 ? j : j == 0 ? i : step(steps, a, b, i, j);
            }
        }
        boolean isBeginning = a.length() >= 3 && b.startsWith(a) && !a.equals(b);
        return isBeginning ? Math.min(1, steps[a.length()][b.length()]) : steps[a.length()][b.length()];
    }

    private static int step(int[][] steps, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
