package io.sallyport.kit.store;

/** Patterns of Redis' MATCH. */
final class RedisGlob {
    private RedisGlob() {}

    /** A pattern that matches exactly this text. */
    static String literal(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || c == '[' || c == ']' || c == '\\' || c == '^') {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
