package io.sallyport.policy.engine.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The master file (<a href="https://datatracker.ietf.org/doc/html/rfc1035#section-5">RFC 1035 section 5</a>) of a response
 * policy zone. Of its triggers those on the name that is asked for count, of its actions those that refuse ({@code CNAME .},
 * {@code CNAME *.}, {@code CNAME rpz-drop.}) and the one that excepts ({@code CNAME rpz-passthru.}, or in the old way a
 * CNAME to the name itself). A name covers itself alone, {@code *.name} those below it alone, and of several the one with
 * the most labels decides.
 *
 * <p>Which zone it is, its SOA record says; names that are relative need not be told.
 */
final class ZoneLines implements LineFormat {
    private static final Set<String> TRIGGERS = Set.of("rpz-ip", "rpz-client-ip", "rpz-nsdname", "rpz-nsip");
    private static final Set<String> CLASSES = Set.of("in", "ch", "hs", "cs");
    /** Of the zone itself. */
    private static final Set<String> KEPT_APART = Set.of("soa", "ns", "dnskey", "rrsig", "nsec", "nsec3", "nsec3param");

    /** Stands for a zone whose name is not told; no name can be written so. */
    private static final String UNNAMED = "%.";
    /** Lines of one record. A parenthesis that nobody closes must not hide the rest of the list. */
    private static final int LINES_MAX = 64;

    /** Absolute, with a dot at its end, as are the other two. */
    private String origin = UNNAMED;

    private String zone = UNNAMED;
    private String owner = UNNAMED;
    private boolean inParentheses;
    private int lines;

    @Override
    public Order order() {
        return Order.CLOSEST;
    }

    @Override
    public @Nullable SkipReason read(String line, NameSink sink) {
        List<String> words = words(line);
        lines = inParentheses ? lines + 1 : 0;
        boolean continued = inParentheses && lines < LINES_MAX;
        inParentheses = parentheses(words, continued);
        if (continued || words.isEmpty()) {
            return null;
        }
        boolean sameOwner = Character.isWhitespace(line.charAt(0));
        String first = words.get(0);
        if (first.startsWith("$") && !sameOwner) {
            return directive(words);
        }
        if (!sameOwner) {
            owner = absolute(first.toLowerCase(Locale.ROOT));
        }
        return record(words.subList(sameOwner ? 0 : 1, words.size()), sink);
    }

    private @Nullable SkipReason directive(List<String> words) {
        String name = words.get(0).toLowerCase(Locale.ROOT);
        if (name.equals("$origin") && words.size() > 1) {
            origin = absolute(words.get(1).toLowerCase(Locale.ROOT));
            zone = zone.equals(UNNAMED) ? origin : zone;
            return null;
        }
        return name.equals("$ttl") ? null : SkipReason.DIRECTIVE;
    }

    private String absolute(String name) {
        if (name.endsWith(".")) {
            return name;
        }
        if (name.equals("@")) {
            return origin;
        }
        return origin.equals(".") ? name + "." : name + "." + origin;
    }

    /** @param words of a record behind its owner: time to live and class in any order, then type and data */
    private @Nullable SkipReason record(List<String> words, NameSink sink) {
        int at = 0;
        while (at < words.size() && isTimeOrClass(words.get(at))) {
            at++;
        }
        String type = at < words.size() ? words.get(at).toLowerCase(Locale.ROOT) : "";
        if (KEPT_APART.contains(type)) {
            if (type.equals("soa")) {
                zone = owner;
                origin = origin.equals(UNNAMED) ? owner : origin;
            }
            return null;
        }
        String data = at + 1 < words.size() ? words.get(at + 1).toLowerCase(Locale.ROOT) : "";
        return rule(type, data, sink);
    }

    private static boolean isTimeOrClass(String word) {
        return Character.isDigit(word.charAt(0)) || CLASSES.contains(word.toLowerCase(Locale.ROOT));
    }

    private @Nullable SkipReason rule(String type, String data, NameSink sink) {
        String name = trigger();
        if (name == null) {
            return SkipReason.OUT_OF_ZONE;
        }
        if (TRIGGERS.contains(name.substring(name.lastIndexOf('.') + 1))) {
            return SkipReason.TRIGGER;
        }
        if (!type.equals("cname")) {
            return type.isEmpty() ? SkipReason.NO_NAME : SkipReason.ACTION;
        }
        boolean below = name.startsWith("*.");
        String host = HostNames.normalise(below ? name.substring(2) : name);
        if (host == null) {
            return SkipReason.NO_NAME;
        }
        boolean passes = data.equals("rpz-passthru.") || (!below && data.equals(host + "."));
        if (!passes && !data.equals(".") && !data.equals("*.") && !data.equals("rpz-drop.")) {
            return SkipReason.ACTION;
        }
        return sink.take(entry(passes, below), host) ? null : SkipReason.LIST_FULL;
    }

    private static Entry entry(boolean exception, boolean below) {
        if (exception) {
            return below ? Entry.EXCEPTED_BELOW : Entry.EXCEPTED_SELF;
        }
        return below ? Entry.LISTED_BELOW : Entry.LISTED_SELF;
    }

    /** The owner without the zone's own name; {@code null} when it lies outside or is the zone itself. */
    private @Nullable String trigger() {
        String suffix = zone.equals(".") ? zone : "." + zone;
        boolean inside = owner.endsWith(suffix) && owner.length() > suffix.length();
        return inside ? owner.substring(0, owner.length() - suffix.length()) : null;
    }

    /** Words outside comments; parentheses are words of their own, a quoted text is one word. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>(4);
        int start = -1;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean mark = !quoted && (c == '(' || c == ')');
            boolean end = !quoted && (Character.isWhitespace(c) || c == ';' || mark);
            quoted ^= c == '"';
            if (end && start >= 0) {
                words.add(line.substring(start, i));
            }
            start = end ? -1 : start < 0 ? i : start;
            if (mark) {
                words.add(String.valueOf(c));
            } else if (end && c == ';') {
                return words;
            }
        }
        if (start >= 0) {
            words.add(line.substring(start));
        }
        return words;
    }

    /** Takes the parentheses out; whether one is still open at the end. */
    private static boolean parentheses(List<String> words, boolean open) {
        boolean now = open;
        for (String word : words) {
            now = word.equals("(") || (now && !word.equals(")"));
        }
        words.removeIf(word -> word.equals("(") || word.equals(")"));
        return now;
    }
}
