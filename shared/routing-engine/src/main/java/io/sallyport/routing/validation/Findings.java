package io.sallyport.routing.validation;

import io.sallyport.contract.Problem;
import io.sallyport.routing.version.VersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Problems as they are found, and the checks that several parts of the document share. */
final class Findings {
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";
    private static final int VERSION_MAX = 64;

    private final List<Problem> problems = new ArrayList<>();

    void add(String path, String found, String allowed) {
        problems.add(new Problem(path, found, allowed));
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }

    /** Reports a name that {@code firsts} has already, and notes where it stands otherwise. */
    void unique(Map<String, String> firsts, String name, String path) {
        String first = firsts.putIfAbsent(name, path);
        if (first != null) {
            add(path, quoted(name) + " again, first at " + first, "a name that is used once");
        }
    }

    /** A version must be text that a client can send in a field and that survives trimming. */
    void version(String version, String path) {
        if (version.length() > VERSION_MAX || !isVisible(version)) {
            add(path, quoted(version), "1 to 64 visible ASCII characters without blanks, such as 1.5");
        } else if (VersionRange.isRange(version)) {
            add(path, quoted(version), "one version such as 1.5, not a range: a server runs one");
        }
    }

    /** What selects versions, one version or a range of them; says whether it does. */
    boolean selector(String selector, String path) {
        boolean sound = VersionRange.isRange(selector)
                ? VersionRange.parse(selector) != null
                : selector.length() <= VERSION_MAX && isVisible(selector);
        if (!sound) {
            add(path, quoted(selector), "a version such as 1.5, or a range such as ~1.5, ^1.2, 1.x or >=1.2 <2");
        }
        return sound;
    }

    /** The path of a probe goes into a request line as it stands. */
    void probePath(String probe, String path) {
        if (!probe.startsWith("/") || !isVisible(probe) || probe.indexOf('#') >= 0) {
            add(path, quoted(probe), "a path such as /health, percent-encoded, without a fragment");
        }
    }

    /** RFC 9110 section 5.6.2, or empty; RFC 6265 has cookies named so too. */
    static boolean isToken(String text) {
        return text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || TOKEN_SYMBOLS.indexOf(c) >= 0));
    }

    static boolean isVisible(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
