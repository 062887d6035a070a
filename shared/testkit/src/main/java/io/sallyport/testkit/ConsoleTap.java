package io.sallyport.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Listens to what is written to the console and to java.util.logging, keeping only lines that contain a mark.
 *
 * <p>That way a report is seen whichever logging library the code under test has, without having one here. What is written
 * goes on to where it went before. Closing it takes it out again. Safe for any thread.
 */
final class ConsoleTap extends Handler implements AutoCloseable {
    private static final int LINES = 100;

    private final String mark;
    private final List<String> lines = new ArrayList<>();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    private ConsoleTap(String mark) {
        this.mark = mark;
    }

    static ConsoleTap install(String mark) {
        ConsoleTap tap = new ConsoleTap(mark);
        System.setOut(new PrintStream(tap.new Tee(tap.out), true, UTF_8));
        System.setErr(new PrintStream(tap.new Tee(tap.err), true, UTF_8));
        tap.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(tap);
        return tap;
    }

    /** Takes the lines found since the last call. */
    synchronized List<String> drain() {
        List<String> found = List.copyOf(lines);
        lines.clear();
        return found;
    }

    private synchronized void see(String line) {
        if (line.contains(mark) && lines.size() < LINES) {
            lines.add(line);
        }
    }

    @Override
    public void publish(LogRecord entry) {
        see(String.valueOf(entry.getMessage()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        System.setOut(out);
        System.setErr(err);
    }

    /** Passes bytes on at once and looks at each whole line. */
    private final class Tee extends OutputStream {
        private static final int LINE_LIMIT = 8192;

        private final OutputStream next;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Tee(OutputStream next) {
            this.next = next;
        }

        @Override
        public synchronized void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            ((PrintStream) next).write(bytes, offset, length);
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] == '\n') {
                    see(line.toString(UTF_8));
                    line.reset();
                } else if (line.size() < LINE_LIMIT) {
                    line.write(bytes[i]);
                }
            }
        }

        @Override
        public void flush() {
            ((PrintStream) next).flush();
        }
    }
}
