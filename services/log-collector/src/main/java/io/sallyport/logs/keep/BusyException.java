package io.sallyport.logs.keep;

/** More records wait to be kept than there is room for: send them again later. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException(int waiting) {
        super(waiting + " records wait to be kept, send again later", null, false, false);
    }
}
