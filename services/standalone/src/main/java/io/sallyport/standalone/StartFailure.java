package io.sallyport.standalone;

/** The suite could not start and holds nothing open; the message is fit for an operator. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
