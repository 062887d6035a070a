package io.sallyport.contract;

/**
 * One thing wrong with a document, at a path inside it. The loader turns the path into file, line and column.
 *
 * @param path    where, such as {@code routes[0].cluster}; empty for the document as a whole
 * @param found   what stands there
 * @param allowed what may stand there, or what to do about it
 */
public record Problem(String path, String found, String allowed) {
    @Override
    public String toString() {
        return path + ": found " + found + ", allowed: " + allowed;
    }
}
