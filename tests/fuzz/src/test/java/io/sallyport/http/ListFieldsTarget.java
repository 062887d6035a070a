package io.sallyport.http;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Lists in fields: names (Vary, Connection), weights (Accept and its like), entity tags, patterns of names. */
public final class ListFieldsTarget {
    private static final int MEMBERS_MAX = 64;
    private static final int WEIGHT_MAX = 1000;

    private ListFieldsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = Input.lines(input);
        names(Cost.of(input.length, () -> FieldNames.parse(lines)));
        weights(Cost.of(input.length, () -> Weighted.list(lines)));
        Check.that(
                !PageChoice.isPage(lines)
                        || String.join("", lines).toLowerCase(Locale.ROOT).contains("html"),
                "page");
        tags(Cost.of(input.length, () -> EntityTag.list(lines)));
        patterns(lines);
        Cost.atLength(input, bytes -> FieldNames.parse(Input.lines(bytes)));
        Cost.atLength(input, bytes -> Weighted.list(Input.lines(bytes)));
        Cost.atLength(input, bytes -> EntityTag.list(Input.lines(bytes)));
        Cost.atLength(input, bytes -> EntityTag.list(List.of(Input.wire(bytes))));
    }

    private static void names(FieldNames names) {
        Check.same(names.names(), List.copyOf(new TreeSet<>(names.names())));
        Check.same(FieldNames.parse(List.of(String.join(",", names.names()))).names(), names.names());
        for (String name : names.names()) {
            Check.that(names.contains(name) && !name.isBlank() && name.indexOf(',') < 0, "a name: " + name);
        }
    }

    private static void weights(List<Weighted> members) {
        Check.that(members.size() <= MEMBERS_MAX, members.size() + " members");
        for (Weighted member : members) {
            Check.that(member.weight() >= 0 && member.weight() <= WEIGHT_MAX, "weight " + member.weight());
            Check.that(!member.value().isEmpty() && member.value().indexOf(';') < 0, "a value: " + member.value());
        }
    }

    private static void tags(List<EntityTag> tags) {
        for (EntityTag tag : tags) {
            Check.that(tag.weaklyEquals(tag), "not itself: " + tag);
            Check.same(tag.stronglyEquals(tag), !tag.isWeak());
            Check.same(EntityTag.list(List.of(tag.text())), List.of(tag));
        }
    }

    /** The first line is asked for, the others are the patterns. */
    private static void patterns(List<String> lines) {
        String name = lines.get(0);
        List<String> patterns = lines.subList(1, lines.size());
        boolean ascii = String.join("", lines).chars().allMatch(c -> c < 128);
        if (ascii) {
            Check.same(
                    FieldPatterns.of(patterns).matches(name), patterns.stream().anyMatch(each -> matches(each, name)));
        }
    }

    private static boolean matches(String pattern, String name) {
        String text = pattern.strip().toLowerCase(Locale.ROOT);
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.isEmpty()
                && (text.endsWith("*") ? lower.startsWith(text.substring(0, text.length() - 1)) : lower.equals(text));
    }
}
