package io.sallyport.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is wrong with a message's head, rule by rule.
 *
 * <p>Stricter than a server has to be: it judges what a proxy writes, and a proxy has no excuse for obsolete forms. Source:
 * <a href="https://datatracker.ietf.org/doc/html/rfc9112#section-2">RFC 9112 sections 2 to 6</a> and
 * <a href="https://datatracker.ietf.org/doc/html/rfc9110#section-5">RFC 9110 section 5</a>.
 */
final class MessageGrammar {
    private static final Pattern REQUEST_LINE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ [\\x21-\\x7e]+ HTTP/1\\.[01]");
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] [1-5]\\d\\d [\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final List<String> violations;

    MessageGrammar(List<String> violations) {
        this.violations = violations;
    }

    void request(RawMessage.Head head) {
        check(REQUEST_LINE.matcher(head.startLine()).matches(), "request line", head.startLine());
        List<String> hosts = head.values("Host");
        boolean oneHost =
                hosts.size() == 1 || (hosts.isEmpty() && head.startLine().endsWith("HTTP/1.0"));
        check(oneHost, "exactly one Host", hosts.toString());
        check(
                hosts.stream().noneMatch(host -> host.contains(" ") || host.contains(",")),
                "Host value",
                hosts.toString());
        framing(head);
    }

    void response(RawMessage.Head head) {
        check(STATUS_LINE.matcher(head.startLine()).matches(), "status line", head.startLine());
        framing(head);
    }

    /** Turns one line without its line end into a field; null for a line that has no colon. */
    RawField field(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            check(false, "field line without colon", line);
            return null;
        }
        String name = line.substring(0, colon);
        String value = line.substring(colon + 1);
        check(TOKEN.matcher(name).matches(), "field name", line);
        check(VALUE.matcher(value).matches(), "field value", line);
        return new RawField(name.strip(), value.strip());
    }

    void check(boolean holds, String rule, String found) {
        if (!holds) {
            violations.add(rule + ": found '" + found + "'");
        }
    }

    private void framing(RawMessage.Head head) {
        List<String> lengths = head.values("Content-Length");
        List<String> codings = head.values("Transfer-Encoding");
        List<String> framing = new ArrayList<>(lengths);
        framing.addAll(codings);
        check(framing.size() <= 1, "one framing", framing.toString());
        check(lengths.stream().allMatch(text -> DIGITS.matcher(text).matches()), "Content-Length", lengths.toString());
        check(
                codings.stream().allMatch(text -> text.toLowerCase(Locale.ROOT).equals("chunked")),
                "Transfer-Encoding",
                codings.toString());
    }
}
