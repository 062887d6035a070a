package io.sallyport.http.trace;

import org.jspecify.annotations.Nullable;

/**
 * A {@code traceparent} field, as of <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context</a>.
 *
 * @param high    the first half of the trace's id; not both halves are 0
 * @param low     the second half
 * @param span    id of the span that sent it; not 0
 * @param sampled whether whoever sent it keeps what it has seen
 */
public record TraceParent(long high, long low, long span, boolean sampled) {
    /** Name of the field. */
    public static final String FIELD = "traceparent";

    /** Name of the field in which others keep what they need of a trace. */
    public static final String STATE_FIELD = "tracestate";

    private static final int LENGTH = 55;
    private static final int SPAN_AT = 36;
    private static final int FLAGS_AT = 53;
    private static final int STATE_MAX = 512;
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final int SAMPLED = 1;

    /** {@code null} for what is no such field, or has another length than its version allows. */
    public static @Nullable TraceParent parse(String text) {
        if (!isShaped(text)) {
            return null;
        }
        long high = hex(text, 3);
        long low = hex(text, 19);
        long span = hex(text, SPAN_AT);
        boolean sampled = (digit(text.charAt(FLAGS_AT + 1)) & SAMPLED) != 0;
        return (high | low) == 0 || span == 0 ? null : new TraceParent(high, low, span, sampled);
    }

    /** A later version may be longer, after one more dash; version ff is none. */
    private static boolean isShaped(String text) {
        if (text.length() < LENGTH || text.charAt(2) != '-' || text.charAt(35) != '-' || text.charAt(52) != '-') {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean dash = i == 2 || i == 35 || i == 52;
            if (!dash && digit(text.charAt(i)) < 0) {
                return false;
            }
        }
        boolean first = text.charAt(0) == '0' && text.charAt(1) == '0';
        boolean none = text.charAt(0) == 'f' && text.charAt(1) == 'f';
        boolean longer = text.length() > LENGTH;
        return !none && !(first && longer) && !(longer && text.charAt(LENGTH) != '-');
    }

    /** Whether a {@code tracestate} may travel on: at most 512 printable characters. */
    public static boolean isFitState(String text) {
        boolean fit = !text.isEmpty() && text.length() <= STATE_MAX;
        for (int i = 0; fit && i < text.length(); i++) {
            char c = text.charAt(i);
            fit = c == '\t' || (c >= ' ' && c <= '~');
        }
        return fit;
    }

    /** The field as version 00. */
    public String text() {
        char[] out = new char[LENGTH];
        out[0] = '0';
        out[1] = '0';
        out[2] = '-';
        write(high, out, 3);
        write(low, out, 19);
        out[35] = '-';
        write(span, out, SPAN_AT);
        out[52] = '-';
        out[FLAGS_AT] = '0';
        out[FLAGS_AT + 1] = sampled ? '1' : '0';
        return new String(out);
    }

    /** The trace's id, 32 hex digits. */
    public String traceId() {
        return traceId(high, low);
    }

    /** 32 hex digits. */
    public static String traceId(long high, long low) {
        char[] out = new char[32];
        write(high, out, 0);
        write(low, out, 16);
        return new String(out);
    }

    /** 16 hex digits. */
    public static String spanId(long span) {
        char[] out = new char[16];
        write(span, out, 0);
        return new String(out);
    }

    private static void write(long bits, char[] to, int at) {
        for (int i = 0; i < 16; i++) {
            to[at + i] = HEX[(int) (bits >>> 60 - 4 * i) & 15];
        }
    }

    private static long hex(String text, int at) {
        long bits = 0;
        for (int i = at; i < at + 16; i++) {
            bits = bits << 4 | digit(text.charAt(i));
        }
        return bits;
    }

    /** Of a lower-case hex digit, the only ones that are allowed; else -1. */
    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
