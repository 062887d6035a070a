package io.sallyport.config;

/**
 * One thing wrong with a configuration, fit to be shown to an operator. Prints on one line, as
 * {@code config/routes.yaml:12:14: routes[0].cluster: found "shopp", allowed: shop (did you mean "shop"?)}.
 *
 * @param file    where it is written
 * @param line    from 1; 0 when the finding is about the file as a whole
 * @param column  from 1; 0 when the finding is about the file as a whole
 * @param path    the key, such as {@code routes[0].cluster}; empty for the document as a whole
 * @param found   what stands there
 * @param allowed what may stand there
 */
public record Finding(String file, int line, int column, String path, String found, String allowed) {
    /** A finding about a file as a whole. */
    public static Finding of(String file, String found, String allowed) {
        return at(Position.of(file), "", found, allowed);
    }

    static Finding at(Position position, String path, String found, String allowed) {
        return new Finding(position.file(), position.line(), position.column(), path, found, allowed);
    }

    @Override
    public String toString() {
        String key = path.isEmpty() ? "" : path + ": ";
        return new Position(file, line, column) + ": " + key + "found " + Text.onOneLine(found) + ", allowed: "
                + allowed;
    }
}
