package io.sallyport.logs;

import io.sallyport.kit.service.ServiceLauncher;

/** Starts the log-collector alone. */
public final class LogsMain {
    private LogsMain() {}

    public static void main(String[] args) {
        ServiceLauncher.run(new LogsService(), args);
    }
}
