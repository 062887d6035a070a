package io.sallyport.faults.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that are stopped and started again on the same number: taken from below the range from which systems give
 * connections their own ports, so that nobody has one by chance while its server is away.
 */
public final class Ports {
    private static final int FIRST = 15_000;
    private static final int COUNT = 17_000;
    private static final int TRIES = 200;

    /** One behind the other: nobody listens yet on some of those that were given, so they would seem free. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    public static int pick() {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no free port in " + TRIES + " tries");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
