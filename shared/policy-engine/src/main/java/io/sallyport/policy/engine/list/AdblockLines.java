package io.sallyport.policy.engine.list;

import org.jspecify.annotations.Nullable;

/**
 * The network rules of AdBlock lists that name whole sites: {@code ||name^} lists a name and those below it, {@code
 * ||*.name^} those below it only, {@code @@} in front takes them out again. A rule with {@code $important} holds whatever
 * exceptions say. Options that narrow a rule to some kind of request or page are nothing that a proxy can see, and the
 * rule without them would cover too much: such rules are skipped.
 */
final class AdblockLines implements LineFormat {
    private static final String ANCHOR = "||";
    private static final String EXCEPTION = "@@";
    private static final String WILDCARD = "*.";
    /** Marks of rules for pages: elements, scripts, styles, with their exceptions. */
    private static final String[] COSMETIC = {"##", "#@", "#?", "#$", "#%", "$$", "$@$"};

    @Override
    public @Nullable SkipReason read(String line, NameSink sink) {
        String rule = line.strip();
        if (rule.isEmpty() || rule.startsWith("!") || isHead(rule)) {
            return null;
        }
        if (isCosmetic(rule)) {
            return SkipReason.COSMETIC;
        }
        if (rule.startsWith("#")) {
            return null;
        }
        boolean exception = rule.startsWith(EXCEPTION);
        String pattern = exception ? rule.substring(EXCEPTION.length()) : rule;
        if (!pattern.startsWith(ANCHOR)) {
            return SkipReason.PATTERN;
        }
        return site(pattern.substring(ANCHOR.length()), exception, sink);
    }

    /** {@code [Adblock Plus 2.0]}. */
    private static boolean isHead(String rule) {
        return rule.startsWith("[") && rule.endsWith("]");
    }

    private static boolean isCosmetic(String rule) {
        for (String mark : COSMETIC) {
            if (rule.contains(mark) && !rule.startsWith("# ")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable SkipReason site(String pattern, boolean exception, NameSink sink) {
        int dollar = pattern.indexOf('$');
        boolean important = false;
        if (dollar >= 0) {
            for (String option : pattern.substring(dollar + 1).split(",", -1)) {
                if (!isUnderstood(option)) {
                    return SkipReason.OPTION;
                }
                important |= option.equals("important");
            }
        }
        String name = unanchored(dollar < 0 ? pattern : pattern.substring(0, dollar));
        boolean below = name.startsWith(WILDCARD);
        return take(below ? name.substring(WILDCARD.length()) : name, entry(exception, below, important), sink);
    }

    private static boolean isUnderstood(String option) {
        return switch (option) {
            case "important", "all", "document", "doc" -> true;
            default -> false;
        };
    }

    /** Without the separator that ends the name. */
    private static String unanchored(String pattern) {
        String end = pattern.endsWith("|") ? pattern.substring(0, pattern.length() - 1) : pattern;
        return end.endsWith("^") ? end.substring(0, end.length() - 1) : end;
    }

    private static Entry entry(boolean exception, boolean below, boolean important) {
        if (exception) {
            return below ? Entry.EXCEPTED_BELOW : Entry.EXCEPTED;
        }
        if (important && !below) {
            return Entry.IMPORTANT;
        }
        return below ? Entry.LISTED_BELOW : Entry.LISTED;
    }

    private static @Nullable SkipReason take(String word, Entry entry, NameSink sink) {
        String name = HostNames.normalise(word);
        if (name != null) {
            return sink.take(entry, name) ? null : SkipReason.LIST_FULL;
        }
        if (word.indexOf('*') >= 0 || word.indexOf('^') >= 0 || word.indexOf('|') >= 0) {
            return SkipReason.PATTERN;
        }
        return PlainNames.reason(word);
    }
}
