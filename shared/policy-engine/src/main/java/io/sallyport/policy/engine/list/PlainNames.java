package io.sallyport.policy.engine.list;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names as they stand in lists of hosts and of domains; each covers those below it. */
final class PlainNames {
    /** What the system's own hosts file says about the machine itself; lists carry it along. */
    private static final Set<String> OWN_NAMES = Set.of(
            "localhost",
            "localhost.localdomain",
            "local",
            "broadcasthost",
            "ip6-localhost",
            "ip6-loopback",
            "ip6-localnet",
            "ip6-mcastprefix",
            "ip6-allnodes",
            "ip6-allrouters",
            "ip6-allhosts",
            "0.0.0.0");

    private PlainNames() {}

    /** Hands the name on; why it is skipped, or {@code null}. */
    static @Nullable SkipReason take(String word, boolean dotWanted, NameSink sink) {
        String name = HostNames.normalise(word);
        if (name == null) {
            return reason(word);
        }
        if (OWN_NAMES.contains(name)) {
            return null;
        }
        if (dotWanted && name.indexOf('.') < 0 && name.indexOf(':') < 0) {
            return SkipReason.NO_DOT;
        }
        return sink.take(Entry.LISTED, name) ? null : SkipReason.LIST_FULL;
    }

    /** What a word is that is no name. */
    static SkipReason reason(String word) {
        int slash = word.indexOf('/');
        if (slash > 0 && isNumber(word, slash + 1)) {
            return SkipReason.RANGE;
        }
        if (slash >= 0) {
            return SkipReason.URL;
        }
        int colon = word.lastIndexOf(':');
        return colon > 0 && isNumber(word, colon + 1) ? SkipReason.PORT : SkipReason.NO_NAME;
    }

    private static boolean isNumber(String word, int from) {
        for (int i = from; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return from < word.length();
    }

    /** The line without comment and blanks around it. */
    static String content(String line, char comment) {
        int end = line.indexOf(comment);
        String content = (end < 0 ? line : line.substring(0, end)).strip();
        return content.startsWith("!") ? "" : content;
    }
}
