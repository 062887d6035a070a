package io.sallyport.policy.revision;

import java.util.ArrayList;
import java.util.List;

/**
 * What lies between two texts, line by line. Lines that both begin and end with are left out of account; where the rest is too
 * large to be compared well, all of it counts as changed.
 */
public final class TextDiff {
    private static final int CELLS_MAX = 4_000_000;
    private static final int CONTEXT = 2;

    private final String[] before;
    private final String[] after;
    private final List<String> lines = new ArrayList<>();

    private TextDiff(String before, String after) {
        this.before = lines(before);
        this.after = lines(after);
    }

    private static String[] lines(String text) {
        return text.isEmpty() ? new String[0] : text.split("\n", -1);
    }

    /** Lines with {@code -}, {@code +} or a blank in front, and {@code @@ LINE} before each part; none for equal texts. */
    public static List<String> of(String before, String after) {
        return before.equals(after) ? List.of() : new TextDiff(before, after).run();
    }

    private List<String> run() {
        int head = 0;
        while (head < before.length && head < after.length && before[head].equals(after[head])) {
            head++;
        }
        int tail = 0;
        while (tail < before.length - head
                && tail < after.length - head
                && before[before.length - 1 - tail].equals(after[after.length - 1 - tail])) {
            tail++;
        }
        List<String> middle = middle(head, before.length - tail, after.length - tail);
        context(head, middle, tail);
        return List.copyOf(lines);
    }

    private void context(int head, List<String> middle, int tail) {
        int from = Math.max(0, head - CONTEXT);
        lines.add("@@ " + (from + 1));
        for (int i = from; i < head; i++) {
            lines.add("  " + before[i]);
        }
        lines.addAll(shortened(middle));
        int end = before.length - tail;
        for (int i = end; i < Math.min(before.length, end + CONTEXT); i++) {
            lines.add("  " + before[i]);
        }
    }

    /** Long stretches of equal lines between two changes are left out. */
    private static List<String> shortened(List<String> middle) {
        List<String> shown = new ArrayList<>();
        int i = 0;
        while (i < middle.size()) {
            int equal = i;
            while (equal < middle.size() && middle.get(equal).startsWith("  ")) {
                equal++;
            }
            if (equal - i > 2 * CONTEXT + 1) {
                shown.addAll(middle.subList(i, i + CONTEXT));
                shown.add("@@");
                shown.addAll(middle.subList(equal - CONTEXT, equal));
            } else {
                shown.addAll(middle.subList(i, equal));
            }
            if (equal < middle.size()) {
                shown.add(middle.get(equal));
            }
            i = equal + 1;
        }
        return shown;
    }

    private List<String> middle(int head, int endBefore, int endAfter) {
        int rows = endBefore - head;
        int columns = endAfter - head;
        if ((long) rows * columns > CELLS_MAX) {
            return replaced(head, endBefore, endAfter);
        }
        int[][] common = common(head, rows, columns);
        List<String> parts = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < rows || j < columns) {
            if (i < rows && j < columns && before[head + i].equals(after[head + j])) {
                parts.add("  " + before[head + i++]);
                j++;
            } else if (j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
                parts.add("- " + before[head + i++]);
            } else {
                parts.add("+ " + after[head + j++]);
            }
        }
        return parts;
    }

    private List<String> replaced(int head, int endBefore, int endAfter) {
        List<String> parts = new ArrayList<>();
        for (int i = head; i < endBefore; i++) {
            parts.add("- " + before[i]);
        }
        for (int i = head; i < endAfter; i++) {
            parts.add("+ " + after[i]);
        }
        return parts;
    }

    /** Length of the longest common row of lines from each pair of places on. */
    private int[][] common(int head, int rows, int columns) {
        int[][] common = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                common[i][j] = before[head + i].equals(after[head + j])
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
