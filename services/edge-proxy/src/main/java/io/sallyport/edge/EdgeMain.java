package io.sallyport.edge;

import io.sallyport.kit.service.ServiceLauncher;

/** Starts an edge in a JVM of its own. */
public final class EdgeMain {
    private EdgeMain() {}

    public static void main(String[] args) {
        ServiceLauncher.run(new EdgeService(), args);
    }
}
