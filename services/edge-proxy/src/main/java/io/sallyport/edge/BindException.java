package io.sallyport.edge;

import io.sallyport.contract.settings.ListenerConfig;

/** A listener that could not be opened, in words for an operator. */
final class BindException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BindException(ListenerConfig listener, Throwable cause) {
        super(
                "listener " + listener.name() + ": cannot listen on " + listener.bind() + ": " + cause.getMessage()
                        + " (sallyport.yaml, key listeners[name=" + listener.name() + "].bind)",
                cause);
    }
}
