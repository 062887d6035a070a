package io.sallyport.policy.revision;

import io.sallyport.config.Position;
import io.sallyport.config.Positions;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import java.util.Locale;
import java.util.Optional;

/**
 * Changes the mode of one rule in a text and nothing else: where a mode is written it takes the place of the word, else it is
 * written behind the name. Comments and layout stay.
 */
public final class ModeEdit {
    private final String text;
    private final PoliciesDocument document;
    private final Positions positions;

    /** @param positions of the document in the text */
    public ModeEdit(String text, PoliciesDocument document, Positions positions) {
        this.text = text;
        this.document = document;
        this.positions = positions;
    }

    /** The index of the rule of that name; -1 when there is none. */
    public static int indexOf(PoliciesDocument document, String rule) {
        for (int i = 0; i < document.rules().size(); i++) {
            if (document.rules().get(i).name().equals(rule)) {
                return i;
            }
        }
        return -1;
    }

    /** The new text; empty when it is written in a way that cannot be changed like this. */
    public Optional<String> to(int rule, Mode mode) {
        String word = mode.name().toLowerCase(Locale.ROOT);
        String old = document.rules().get(rule).mode().name().toLowerCase(Locale.ROOT);
        String at = "rules[" + rule + "]";
        int written = offset(positions.at(at + ".mode"));
        boolean isWritten = !positions.at(at + ".mode").equals(positions.at(at));
        if (isWritten) {
            return replaced(written, old, word);
        }
        return inserted(offset(positions.at(at)), offset(positions.at(at + ".name")), rule, word);
    }

    private Optional<String> replaced(int at, String old, String word) {
        int start = at >= 0 && at < text.length() && "\"'".indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
        boolean there = start >= 0 && text.regionMatches(true, start, old, 0, old.length());
        return there
                ? Optional.of(text.substring(0, start) + word + text.substring(start + old.length()))
                : Optional.empty();
    }

    private Optional<String> inserted(int rule, int name, int index, String word) {
        String written = document.rules().get(index).name();
        boolean quoted = name >= 0 && name < text.length() && "\"'".indexOf(text.charAt(name)) >= 0;
        int start = quoted ? name + 1 : name;
        if (rule < 0 || name < 0 || !text.startsWith(written, start)) {
            return Optional.empty();
        }
        int end = start + written.length() + (quoted ? 1 : 0);
        if (text.charAt(rule) == '{') {
            String key =
                    text.charAt(Math.max(0, keyBefore(name))) == '"' ? "\"mode\": \"" + word + '"' : "mode: " + word;
            return Optional.of(text.substring(0, end) + ", " + key + text.substring(end));
        }
        int line = text.indexOf('\n', end);
        String indent = " ".repeat(columnOfKey(name));
        String added = "\n" + indent + "mode: " + word;
        return Optional.of(line < 0 ? text + added : text.substring(0, line) + added + text.substring(line));
    }

    /** The last character of the key whose value begins there. */
    private int keyBefore(int value) {
        int at = value - 1;
        while (at > 0 && (text.charAt(at) == ' ' || text.charAt(at) == ':')) {
            at--;
        }
        return at;
    }

    private int columnOfKey(int value) {
        int key = keyBefore(value) - "name".length() + 1;
        key -= text.charAt(keyBefore(value)) == '"' || text.charAt(keyBefore(value)) == '\'' ? 2 : 0;
        return key - (text.lastIndexOf('\n', Math.max(0, key)) + 1);
    }

    /** Positions count characters as people do, so that one beyond 16 bits is one. */
    private int offset(Position position) {
        int start = 0;
        for (int line = 1; line < position.line(); line++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return -1;
            }
        }
        int end = text.indexOf('\n', start);
        int columns = text.codePointCount(start, end < 0 ? text.length() : end);
        return position.line() == 0 || position.column() - 1 > columns
                ? -1
                : text.offsetByCodePoints(start, position.column() - 1);
    }

    /** Whether a document is the old one but for the mode of that rule. */
    public boolean isOnlyChange(PoliciesDocument changed, int rule, Mode mode) {
        if (changed.rules().size() != document.rules().size()) {
            return false;
        }
        for (int i = 0; i < changed.rules().size(); i++) {
            RuleDocument before = document.rules().get(i);
            RuleDocument expected = i == rule ? withMode(before, mode) : before;
            if (!changed.rules().get(i).equals(expected)) {
                return false;
            }
        }
        return changed.lists().equals(document.lists())
                && changed.exits().equals(document.exits())
                && changed.fallback() == document.fallback();
    }

    private static RuleDocument withMode(RuleDocument rule, Mode mode) {
        return new RuleDocument(
                rule.name(),
                rule.when(),
                rule.then(),
                rule.status(),
                rule.reason(),
                rule.reference(),
                mode,
                rule.authority(),
                rule.valid());
    }
}
