package io.sallyport.standalone.geo;

/** The database was not brought in, and what was there is as it was; the message is for people. */
public final class GeoInstallException extends Exception {
    private static final long serialVersionUID = 1;

    GeoInstallException(String message) {
        super(message);
    }

    GeoInstallException(String message, Throwable cause) {
        super(message, cause);
    }
}
