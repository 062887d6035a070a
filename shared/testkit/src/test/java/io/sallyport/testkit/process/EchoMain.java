package io.sallyport.testkit.process;

import java.util.concurrent.CountDownLatch;

/** Says its first argument and one variable, then waits to be stopped. */
final class EchoMain {
    private EchoMain() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.println("ready " + args[0] + " " + System.getenv("TESTKIT_WORD"));
        new CountDownLatch(1).await();
    }
}
