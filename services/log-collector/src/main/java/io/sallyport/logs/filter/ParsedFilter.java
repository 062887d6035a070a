package io.sallyport.logs.filter;

/** A filter text, understood or refused. */
public sealed interface ParsedFilter {
    /** Understood. */
    record Accepted(Filter filter) implements ParsedFilter {}

    /**
     * Refused.
     *
     * @param position where, counted from 1; one past the end when something is missing there
     * @param message  what was found and what is allowed
     * @param excerpt  the text around the position, and below it a caret under the character
     */
    record Refused(int position, String message, String excerpt) implements ParsedFilter {
        private static final int AROUND = 40;

        static Refused at(String text, int index, String message) {
            int from = Math.max(0, index - AROUND);
            int to = Math.min(text.length(), index + AROUND);
            String line = text.substring(from, to).replaceAll("\\s", " ");
            return new Refused(index + 1, message, line + "\n" + " ".repeat(index - from) + "^");
        }

        /** All of it, for people. */
        public String detail() {
            return "at character " + position + ": " + message + "\n" + excerpt;
        }
    }
}
