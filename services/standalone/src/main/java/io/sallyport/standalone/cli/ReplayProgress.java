package io.sallyport.standalone.cli;

import java.io.PrintStream;

/** How far something is, on one line of a terminal that it takes away in the end. */
final class ReplayProgress {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private int shown;

    /** @param terminal whether there is one; nothing is printed otherwise */
    ReplayProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(long done, long total) {
        if (!terminal) {
            return;
        }
        int filled = total <= 0 ? 0 : (int) Math.min(WIDTH, done * WIDTH / total);
        String line = "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + done + " of " + total + " records";
        out.print('\r' + line + " ".repeat(Math.max(0, shown - line.length())));
        out.flush();
        shown = line.length();
    }

    void clear() {
        if (shown > 0) {
            out.print('\r' + " ".repeat(shown) + '\r');
            out.flush();
            shown = 0;
        }
    }
}
