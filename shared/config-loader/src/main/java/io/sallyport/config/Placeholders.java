package io.sallyport.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${NAME}</code> and <code>${NAME:default}</code> in scalars; <code>$${</code> stands for a literal
 * <code>${</code>. A value that is one placeholder and becomes empty counts as left out.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?<escaped>\\$\\$\\{)|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_.]*)(?::(?<default>[^}]*))?}|\\$\\{");

    private final Map<String, String> variables;
    private final Findings findings;

    Placeholders(Map<String, String> variables, Findings findings) {
        this.variables = variables;
        this.findings = findings;
    }

    Tree replace(String written, Position at, String path) {
        if (!written.contains("${")) {
            return new Tree.Leaf(at, written, written);
        }
        StringBuilder text = new StringBuilder();
        boolean broken = false;
        Matcher matcher = PLACEHOLDER.matcher(written);
        while (matcher.find()) {
            String replacement = replacement(matcher, at, path);
            broken |= replacement == null;
            matcher.appendReplacement(text, replacement == null ? "" : Matcher.quoteReplacement(replacement));
        }
        matcher.appendTail(text);
        if (broken) {
            return new Tree.Broken(at);
        }
        boolean leftOut = text.isEmpty() && matcher.reset().matches();
        return leftOut ? new Tree.Nothing(at) : new Tree.Leaf(at, written, text.toString());
    }

    private @Nullable String replacement(Matcher matcher, Position at, String path) {
        if (matcher.group("escaped") != null) {
            return "${";
        }
        String name = matcher.group("name");
        if (name == null) {
            findings.add(
                    at, path, "\"${\" without a name and \"}\"", "${NAME}, ${NAME:default}, or $${ for a plain ${");
            return null;
        }
        String value = variables.getOrDefault(name, matcher.group("default"));
        if (value == null) {
            findings.add(at, path, "${" + name + "}, which is not set", "a set variable, or ${" + name + ":default}");
        }
        return value;
    }
}
