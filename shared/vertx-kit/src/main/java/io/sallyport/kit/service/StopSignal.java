package io.sallyport.kit.service;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for SIGINT or SIGTERM; the second one ends the process at once.
 *
 * <p>A shutdown hook cannot do this: the exit code would be 130 or 143 after a stop in good order, and a second signal
 * would not be heard. {@code sun.misc.Signal} has no supported replacement, and by reflection it compiles for a release.
 */
public final class StopSignal {
    /** What a shell reports for a process ended by SIGINT. */
    private static final int INTERRUPTED = 130;

    private final CountDownLatch asked = new CountDownLatch(1);

    /** Hears of nothing yet. */
    StopSignal() {}

    /** Listens from now on. */
    public static StopSignal install() {
        StopSignal stop = new StopSignal();
        stop.listen();
        return stop;
    }

    /** Listens to signals from now on. */
    void listen() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object proxy = Proxy.newProxyInstance(
                    StopSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        signalled();
                        return null;
                    });
            for (String name : List.of("INT", "TERM")) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no signals (module jdk.unsupported)", e);
        }
    }

    private void signalled() {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        asked.countDown();
    }

    /** Stands for a first signal, from inside. */
    void ask() {
        asked.countDown();
    }

    /** Returns when the first one has come. */
    public void await() throws InterruptedException {
        asked.await();
    }
}
