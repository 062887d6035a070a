package io.sallyport.policy.engine;

import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.ParsedNames.SkippedLine;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists as they are found in the world: what is not understood is skipped and counted, never fatal. One pass,
 * memory bounded by the result.
 *
 * <p>{@code #} begins a comment anywhere, {@code !} at the start of a line. A leading {@code *.} is dropped, because a
 * listed name covers the names below it anyway.
 */
public final class NameListParser {
    private static final int KEPT_LINES = 10;
    private static final int QUOTED_CHARS = 60;
    private static final String TOO_LONG = "found more than " + BoundedLines.MAX_LINE + " characters";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

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

    private final Format format;
    private final NameSetBuilder names = new NameSetBuilder();
    private final List<SkippedLine> first = new ArrayList<>();
    private long skipped;

    private NameListParser(Format format) {
        this.format = format;
    }

    /** Reads to the end of the text; the caller closes it. Fails only when reading fails. */
    public static ParsedNames parse(Reader text, Format format) throws IOException {
        NameListParser parser = new NameListParser(format);
        BoundedLines lines = new BoundedLines(text);
        long number = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            number++;
            String problem = lines.tooLong() ? TOO_LONG : parser.line(content(line, number));
            if (problem != null) {
                parser.skip(number, problem);
            }
        }
        return new ParsedNames(parser.names.build(), parser.skipped, parser.first);
    }

    private void skip(long line, String reason) {
        skipped++;
        if (first.size() < KEPT_LINES) {
            first.add(new SkippedLine(line, reason));
        }
    }

    /** Takes one line in; what is wrong with it, or {@code null}. */
    private @Nullable String line(String line) {
        if (line.isEmpty()) {
            return null;
        }
        return format == Format.HOSTS ? hostsLine(line) : domainLine(line);
    }

    /** The line without byte order mark, comment and blanks around it. */
    private static String content(String raw, long number) {
        int from = number == 1 && !raw.isEmpty() && raw.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int comment = raw.indexOf('#', from);
        String line = raw.substring(from, comment < 0 ? raw.length() : comment).strip();
        return line.startsWith("!") ? "" : line;
    }

    private @Nullable String hostsLine(String line) {
        int end = endOfWord(line, 0);
        if (!isAddress(line.substring(0, end))) {
            return "found \"" + quote(line) + "\", allowed: an address and names";
        }
        if (end == line.length()) {
            return "found an address alone, allowed: an address and names";
        }
        String problem = null;
        for (int from = startOfWord(line, end); from < line.length(); from = startOfWord(line, end)) {
            end = endOfWord(line, from);
            String found = hostsName(line.substring(from, end));
            problem = problem == null ? found : problem;
        }
        return problem;
    }

    private @Nullable String hostsName(String word) {
        String name = HostNames.normalise(word);
        if (name != null && !OWN_NAMES.contains(name) && name.indexOf('.') < 0 && name.indexOf(':') < 0) {
            // In a hosts file it names one machine; here it would cover a whole top-level domain.
            return "found \"" + quote(word) + "\", allowed: a name with a dot";
        }
        return add(name, word);
    }

    private @Nullable String domainLine(String line) {
        String word = line.startsWith("*.") ? line.substring(2) : line;
        return add(HostNames.normalise(word), word);
    }

    private @Nullable String add(@Nullable String name, String word) {
        if (name == null) {
            return "found \"" + quote(word) + "\", allowed: a host name";
        }
        if (OWN_NAMES.contains(name) || names.add(name)) {
            return null;
        }
        return "found more than " + NameSet.MAX_NAMES + " names";
    }

    /** An address, with a zone as in {@code fe80::1%lo0} or without. */
    private static boolean isAddress(String text) {
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

    /** Short and printable, since it goes into logs. */
    private static String quote(String text) {
        String shown = text.length() <= QUOTED_CHARS ? text : text.substring(0, QUOTED_CHARS) + "...";
        StringBuilder safe = new StringBuilder(shown.length());
        shown.chars().forEach(c -> safe.append(Character.isISOControl(c) ? '?' : (char) c));
        return safe.toString();
    }
}
