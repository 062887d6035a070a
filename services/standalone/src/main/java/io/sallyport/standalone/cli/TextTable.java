package io.sallyport.standalone.cli;

import java.util.List;

/** Rows of texts in columns as wide as they need to be; the last one takes what is left. */
final class TextTable {
    private TextTable() {}

    /** Gives a cell its colour; it is as wide as it will be already. */
    @FunctionalInterface
    interface Look {
        String of(int row, int column, String cell);
    }

    /** @param rows of equal length, one at least */
    static void write(List<String[]> rows, StringBuilder text) {
        write(rows, text, (row, column, cell) -> cell);
    }

    /** @param rows of equal length, one at least, the head first */
    static void write(List<String[]> rows, StringBuilder text, Look look) {
        int last = rows.get(0).length - 1;
        int[] widths = widths(rows, last);
        for (int r = 0; r < rows.size(); r++) {
            String[] row = rows.get(r);
            for (int i = 0; i < last; i++) {
                String cell = row[i] + " ".repeat(widths[i] - row[i].length());
                text.append(look.of(r, i, cell)).append("  ");
            }
            text.append(look.of(r, last, row[last])).append('\n');
        }
    }

    private static int[] widths(List<String[]> rows, int last) {
        int[] widths = new int[last];
        for (String[] row : rows) {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }
}
