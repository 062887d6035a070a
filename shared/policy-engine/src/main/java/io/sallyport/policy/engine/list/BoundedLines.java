package io.sallyport.policy.engine.list;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, ended by LF, CRLF or CR. Of a line longer than the bound the rest is read over. */
final class BoundedLines {
    static final int MAX_LINE = 4096;

    private final Reader text;
    private final char[] chunk = new char[16 * 1024];
    private final char[] line = new char[MAX_LINE];
    private int position;
    private int limit;
    private boolean afterReturn;
    private boolean tooLong;

    BoundedLines(Reader text) {
        this.text = text;
    }

    /** The next line without its end, or {@code null} at the end of the text. */
    @Nullable
    String next() throws IOException {
        int length = 0;
        boolean any = false;
        for (int c = read(); c >= 0; c = read()) {
            boolean secondHalf = c == '\n' && afterReturn;
            afterReturn = c == '\r';
            if (secondHalf) {
                continue;
            }
            if (c == '\n' || c == '\r') {
                return take(length);
            }
            any = true;
            if (length < MAX_LINE) {
                line[length] = (char) c;
            }
            length = Math.min(length + 1, MAX_LINE + 1);
        }
        return any ? take(length) : null;
    }

    private String take(int length) {
        tooLong = length > MAX_LINE;
        return new String(line, 0, Math.min(length, MAX_LINE));
    }

    /** Whether the line given last is only the beginning of a longer one. */
    boolean tooLong() {
        return tooLong;
    }

    private int read() throws IOException {
        if (position == limit) {
            limit = Math.max(0, text.read(chunk));
            position = 0;
            if (limit == 0) {
                return -1;
            }
        }
        return chunk[position++];
    }
}
