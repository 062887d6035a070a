package io.sallyport.config;

/**
 * Where something was written.
 *
 * @param file   as the operator knows it: a file name, or the name of an environment variable or system property
 * @param line   from 1; 0 when {@code file} has no lines
 * @param column from 1; 0 when {@code file} has no lines
 */
public record Position(String file, int line, int column) {
    /** The file as a whole. */
    public static Position of(String file) {
        return new Position(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
