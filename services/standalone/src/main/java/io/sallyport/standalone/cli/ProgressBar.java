package io.sallyport.standalone.cli;

import io.sallyport.policy.compile.ListProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how far the reading of large lists has got: a bar on a terminal, else one line for each list. Lists that are read
 * in no time are not worth a word.
 */
final class ProgressBar implements ListProgress {
    private static final int WIDTH = 30;
    /** Bytes of a list that is read in less than about a second. */
    private static final long SMALL = 8L << 20;

    private final PrintStream out;
    private final boolean terminal;
    private String shown = "";
    private boolean large;

    private ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On the standard error, so that what a command prints can be read by others. */
    static ProgressBar onTerminal() {
        return new ProgressBar(System.err, System.console() != null);
    }

    static ProgressBar on(PrintStream out, boolean terminal) {
        return new ProgressBar(out, terminal);
    }

    @Override
    public void reading(String list, long bytes, long ofBytes) {
        large |= ofBytes >= SMALL;
        if (ofBytes < SMALL || !terminal) {
            return;
        }
        int done = (int) (WIDTH * bytes / ofBytes);
        String line = "  %-16s [%s%s] %3d%%  %d of %d MB"
                .formatted(
                        list,
                        "#".repeat(done),
                        "-".repeat(WIDTH - done),
                        100 * bytes / ofBytes,
                        bytes >> 20,
                        ofBytes >> 20);
        if (!line.equals(shown)) {
            out.print("\r" + line);
            out.flush();
            shown = line;
        }
    }

    @Override
    public void read(String list, long names, long skipped, Duration took) {
        if (large) {
            String line = String.format(
                    Locale.ROOT,
                    "  %-16s %,d names in %.1f s%s",
                    list,
                    names,
                    took.toMillis() / 1000.0,
                    skipped == 0 ? "" : String.format(Locale.ROOT, ", %,d lines skipped", skipped));
            out.println(terminal ? "\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())) : line);
        }
        shown = "";
        large = false;
    }
}
