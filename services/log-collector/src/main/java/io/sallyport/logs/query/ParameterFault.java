package io.sallyport.logs.query;

/** Unwinds the reading of a parameter to its one entrance, which turns it into {@link ParsedQuery.Refused}. */
final class ParameterFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int position;

    ParameterFault(String message, int position) {
        super(message, null, false, false);
        this.position = position;
    }

    static ParameterFault found(String found, String allowed) {
        return new ParameterFault("found \"" + found + "\", allowed: " + allowed, 0);
    }

    /** Character of a filter, from 1; 0 when it is not about one. */
    int position() {
        return position;
    }
}
