package io.sallyport.standalone.cli;

/** What the program says to the shell. */
final class ExitCodes {
    static final int OK = 0;
    static final int CANNOT_START = 1;
    static final int MISCONFIGURED = 2;

    private ExitCodes() {}
}
