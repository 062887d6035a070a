package io.sallyport.cache.purge;

/** So many purges are under way that another one must wait. */
public final class TooManyPurgesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyPurgesException() {
        super("too many purges are under way; try again in some seconds, or purge by prefix");
    }
}
