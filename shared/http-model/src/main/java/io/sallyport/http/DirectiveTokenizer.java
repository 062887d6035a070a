package io.sallyport.http;

/**
 * Cuts one line into {@code name}, {@code name=token} and {@code name="quoted string"}, members parted by commas.
 *
 * <p>A comma inside a quoted string parts nothing, so a directive inside another one's argument is not a directive. A
 * quote that is never closed is an ordinary character: otherwise one stray quote would hide a {@code no-store}
 * after it. Each character is looked at a fixed number of times.
 */
final class DirectiveTokenizer {
    /** Takes the members in order; {@code argument} is {@code null} when there is no {@code =}. */
    interface Sink {
        void directive(String name, String argument);
    }

    private final String line;
    private boolean unbalanced;

    private DirectiveTokenizer(String line) {
        this.line = line;
    }

    static void read(String line, Sink sink) {
        DirectiveTokenizer tokenizer = new DirectiveTokenizer(line);
        int start = 0;
        while (start < line.length()) {
            int end = tokenizer.memberEnd(start);
            tokenizer.member(start, end, sink);
            start = end + 1;
        }
    }

    private int memberEnd(int start) {
        int at = start;
        while (at < line.length() && line.charAt(at) != ',') {
            at = line.charAt(at) == '"' ? Math.max(at, closingQuote(at)) + 1 : at + 1;
        }
        return Math.min(at, line.length());
    }

    /** Where the string opened at {@code open} is closed, or -1; looked for in vain only once in a line. */
    private int closingQuote(int open) {
        int at = unbalanced ? line.length() : open + 1;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '"') {
                return at;
            }
            at += c == '\\' ? 2 : 1;
        }
        unbalanced = true;
        return -1;
    }

    private void member(int start, int end, Sink sink) {
        String member = line.substring(start, end).strip();
        int equals = member.indexOf('=');
        if (equals < 0) {
            sink.directive(member, null);
            return;
        }
        String argument = member.substring(equals + 1);
        boolean spaced = equals == 0 || isBlank(member.charAt(equals - 1)) || startsBlank(argument);
        if (!spaced) {
            sink.directive(member.substring(0, equals), unquoted(argument));
        }
    }

    private static boolean startsBlank(String argument) {
        return !argument.isEmpty() && isBlank(argument.charAt(0));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** What is between the quotes; an argument with anything after the closing quote stays as it is. */
    private static String unquoted(String argument) {
        int last = argument.length() - 1;
        if (last < 1 || argument.charAt(0) != '"' || argument.charAt(last) != '"') {
            return argument;
        }
        StringBuilder text = new StringBuilder(last);
        for (int i = 1; i < last; i++) {
            char c = argument.charAt(i);
            boolean escape = c == '\\' && i + 1 < last;
            if (c == '"') {
                return argument;
            }
            text.append(escape ? argument.charAt(++i) : c);
        }
        return text.toString();
    }
}
