package io.sallyport.logs.scan;

/** A question needs more memory than questions may have. */
public final class MemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MemoryException() {
        super("out of memory", null, false, false);
    }
}
