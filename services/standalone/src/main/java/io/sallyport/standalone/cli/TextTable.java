package io.sallyport.standalone.cli;

import java.util.List;

/** Rows of texts in columns as wide as they need to be; the last one takes what is left. */
final class TextTable {
    private TextTable() {}

    /** @param rows of equal length, one at least */
    static void write(List<String[]> rows, StringBuilder text) {
        int last = rows.get(0).length - 1;
        int[] widths = new int[last];
        for (String[] row : rows) {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            for (int i = 0; i < last; i++) {
                text.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            text.append(row[last]).append('\n');
        }
    }
}
