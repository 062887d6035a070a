package io.sallyport.policy.engine.list;

import io.sallyport.http.IpAddress;
import org.jspecify.annotations.Nullable;

/** Lines {@code address name [name...]}; {@code #} begins a comment anywhere, {@code !} at the start of a line. */
final class HostsLines implements LineFormat {
    @Override
    public @Nullable SkipReason read(String line, NameSink sink) {
        String content = PlainNames.content(line, '#');
        if (content.isEmpty()) {
            return null;
        }
        int end = endOfWord(content, 0);
        if (!isAddress(content.substring(0, end))) {
            return SkipReason.NO_ADDRESS;
        }
        if (end == content.length()) {
            return SkipReason.ADDRESS_ALONE;
        }
        SkipReason problem = null;
        for (int from = startOfWord(content, end); from < content.length(); from = startOfWord(content, end)) {
            end = endOfWord(content, from);
            SkipReason found = PlainNames.take(content.substring(from, end), true, sink);
            problem = problem == null ? found : problem;
        }
        return problem;
    }

    /** An address, with a zone as in {@code fe80::1%lo0} or without. */
    private static boolean isAddress(String text) {
        if (text.equals("0.0.0.0") || text.equals("127.0.0.1")) {
            return true;
        }
        int zone = text.indexOf('%');
        return IpAddress.parse(zone < 0 ? text : text.substring(0, zone)) != null;
    }

    private static int endOfWord(String line, int from) {
        int i = from;
        while (i < line.length() && !Character.isWhitespace(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int startOfWord(String line, int from) {
        int i = from;
        while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
            i++;
        }
        return i;
    }
}
