package io.sallyport.logs.filter;

/** Unwinds the parser to its one entrance, which turns it into {@link ParsedFilter.Refused}. */
final class SyntaxFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int index;

    SyntaxFault(int index, String message) {
        super(message, null, false, false);
        this.index = index;
    }

    /** Where, from 0. */
    int index() {
        return index;
    }
}
