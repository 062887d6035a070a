package io.sallyport.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How findings spell things. */
final class Text {
    private static final int LONGEST_COMPARED = 64;

    private Text() {}

    /** In double quotes, on one line. */
    static String quote(String text) {
        return '"' + onOneLine(text) + '"';
    }

    /** A text in which nothing breaks the line. */
    static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append(Character.isISOControl(c) ? '?' : c);
            }
        }
        return line.toString();
    }

    /** The allowed words, with the one that was probably meant. */
    static String allowed(String found, Collection<String> words) {
        return withGuess(found, String.join(", ", words), words);
    }

    /** Adds a guess to a text that may itself be a list of words. */
    static String withGuess(String found, String allowed) {
        return allowed.contains("did you mean")
                ? allowed
                : withGuess(found, allowed, List.of(allowed.split(", ", 200)));
    }

    private static String withGuess(String found, String allowed, Collection<String> words) {
        return guess(found, words)
                .map(word -> allowed + " (did you mean " + quote(word) + "?)")
                .orElse(allowed);
    }

    private static Optional<String> guess(String found, Collection<String> words) {
        String best = null;
        int bestDistance = found.length() <= 3 ? 2 : 3;
        for (String word : words) {
            int distance = word.indexOf(' ') >= 0 ? bestDistance : distance(fold(found), fold(word));
            if (distance < bestDistance) {
                best = word;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Edits (insert, delete, replace) between two words; the limit keeps a hostile key cheap. */
    private static int distance(String a, String b) {
        if (a.length() > LONGEST_COMPARED || b.length() > LONGEST_COMPARED) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
