package io.sallyport.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a scripted peer until the test opens it, and tells the test that the peer has arrived. Opens once. */
public final class Gate {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    public void open() {
        open.countDown();
    }

    /** The test waits here until someone stands at the gate. */
    public void awaitArrival() {
        await(arrived, "nobody came to the gate");
    }

    /** The scripted peer waits here until the test opens. */
    public void pass() {
        arrived.countDown();
        await(open, "the test never opened the gate");
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(Eventually.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(otherwise + " within " + Eventually.TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + otherwise, e);
        }
    }
}
