package io.sallyport.router;

import io.sallyport.kit.service.ServiceLauncher;

/** Starts the router-service alone. */
public final class RouterMain {
    private RouterMain() {}

    public static void main(String[] args) {
        ServiceLauncher.run(new RouterService(), args);
    }
}
