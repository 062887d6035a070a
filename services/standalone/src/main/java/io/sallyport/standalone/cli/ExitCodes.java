package io.sallyport.standalone.cli;

/** What the program says to the shell. */
final class ExitCodes {
    static final int OK = 0;
    /** It could not start; a running suite says no, or cannot be reached; what was looked for is not as it should be. */
    static final int CANNOT_START = 1;
    /** The same number, as commands mean it that ask a running suite. */
    static final int REFUSED = 1;

    static final int MISCONFIGURED = 2;

    private ExitCodes() {}
}
