package io.sallyport.kit.service;

/** Runs one service in a JVM of its own. */
public final class ServiceLauncher {
    private ServiceLauncher() {}

    /**
     * Starts the service with the folder of {@code --config DIR} (default {@code config}) and returns when it takes work. Ends the
     * JVM with 2 when arguments or configuration are wrong and with 1 when the service cannot start.
     */
    public static void run(Service service, String... args) {
        throw new UnsupportedOperationException(service.name());
    }
}
