package io.sallyport.kit.store;

/** A store call that was not carried out, or whose fate is unknown. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
