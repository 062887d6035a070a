package io.sallyport.policy.engine.exit;

import io.sallyport.contract.policy.ExitDocument.CheckDocument;

/**
 * A way of a pool. Equal ones share their health and their connections.
 *
 * @param pool  name of the exit
 * @param ca    file of the authorities that are trusted on it; empty for the JDK's
 * @param check how it is probed
 */
public record ExitWay(String pool, Way way, String ca, CheckDocument check) {
    /** For people: no name, no password. */
    public String label() {
        return way.label();
    }
}
