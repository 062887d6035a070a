package io.sallyport.standalone.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** How far a transfer is, on a terminal; silent anywhere else. */
final class TransferBar implements AutoCloseable {
    private static final int CELLS = 30;
    private static final long MEBIBYTE = 1L << 20;

    private final @Nullable PrintStream out;
    private final String what;
    private long shown = -1;

    private TransferBar(@Nullable PrintStream out, String what) {
        this.out = out;
        this.what = what;
    }

    static TransferBar onTerminal(String what) {
        return new TransferBar(System.console() == null ? null : System.err, what);
    }

    static TransferBar on(PrintStream out, String what) {
        return new TransferBar(out, what);
    }

    /** @param total -1 while it is not known */
    void at(long bytes, long total) {
        long now = total > 0 ? Math.min(100, bytes * 100 / total) : bytes / MEBIBYTE;
        if (out == null || now == shown) {
            return;
        }
        shown = now;
        if (total > 0) {
            int full = (int) (now * CELLS / 100);
            out.print("\r" + what + " [" + "#".repeat(full) + " ".repeat(CELLS - full) + "] " + now + " %");
        } else {
            out.print("\r" + what + " " + now + " MiB");
        }
        out.flush();
    }

    /** Ends the line; again does nothing. */
    @Override
    public void close() {
        if (out != null && shown >= 0) {
            out.println();
        }
        shown = -1;
    }
}
