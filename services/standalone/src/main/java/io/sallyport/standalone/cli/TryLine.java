package io.sallyport.standalone.cli;

/**
 * Something to paste into a shell.
 *
 * @param what    shown above it
 * @param command one line
 */
record TryLine(String what, String command) {}
