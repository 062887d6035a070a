package io.sallyport.policy.engine.list;

/** Lines of lists as they are shown: short and printable, since they go into logs. */
final class Quoted {
    private static final int MAX_CHARS = 80;

    private Quoted() {}

    static String of(String line) {
        String text = line.strip();
        String shown = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
        StringBuilder safe = new StringBuilder(shown.length());
        shown.chars().forEach(c -> safe.append(isPrintable((char) c) ? (char) c : '?'));
        return safe.toString();
    }

    /** Neither a control nor one of the marks that turn the direction of text round. */
    private static boolean isPrintable(char c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
