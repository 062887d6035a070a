package io.sallyport.http.forwarded;

/**
 * The elements of a comma-separated list, the last one first. Empty ones are skipped (RFC 9110 section 5.6.1.2). With
 * quotes, a comma between two of them belongs to the element; whatever stands before an element that closes its own quotes
 * cannot change how it is read, not even a quote that nobody closed. Used once, by one thread.
 */
final class ListFromRight {
    private final String text;
    private final boolean quotes;
    private int end;

    ListFromRight(String text, boolean quotes) {
        this.text = text;
        this.quotes = quotes;
        this.end = text.length();
    }

    /** The next one to the left without the blanks around it; {@code null} when there is no more. */
    String next() {
        while (end >= 0) {
            int comma = commaBefore(end);
            String element = text.substring(comma + 1, end).strip();
            end = comma;
            if (!element.isEmpty()) {
                return element;
            }
        }
        return null;
    }

    private int commaBefore(int from) {
        boolean quoted = false;
        for (int i = from - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (quotes && c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** How many elements there are, without regard to quotes. */
    static int count(String text) {
        ListFromRight all = new ListFromRight(text, false);
        int count = 0;
        while (all.next() != null) {
            count++;
        }
        return count;
    }
}
