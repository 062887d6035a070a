package io.sallyport.testkit;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test after which something is left over: an exception that no thread caught, a socket of this kit that the test
 * opened and did not close, or a report of Netty's leak detector ({@code LEAK:}).
 *
 * <p>Put {@code @ExtendWith(LeakWatch.class)} on the class. The watch ends after {@code @AfterEach} and {@code @AutoClose};
 * what was opened before the test ({@code @BeforeAll}, field initialisers) is not its business. Netty reports a leaked buffer only
 * when the collector has found it, so the report may hit a later test than the guilty one: it names where the buffer came from.
 * Tests of one JVM must not run in parallel.
 */
public final class LeakWatch implements BeforeEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LeakWatch.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        ConsoleTap tap = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("tap", key -> ConsoleTap.install("LEAK:"), ConsoleTap.class);
        context.getStore(NAMESPACE).put("watch", Watch.begin(tap));
    }

    /** One test's watch; closing it is the judgement. */
    static final class Watch implements AutoCloseable {
        private final ConsoleTap tap;
        private final Set<Closeable> openBefore = OpenSockets.now();
        private final List<String> uncaught = new CopyOnWriteArrayList<>();
        private final Thread.UncaughtExceptionHandler handlerBefore = Thread.getDefaultUncaughtExceptionHandler();

        private Watch(ConsoleTap tap) {
            this.tap = tap;
        }

        static Watch begin(ConsoleTap tap) {
            Watch watch = new Watch(tap);
            Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
                if (!isBehindItsLoop(thread, failure)) {
                    watch.uncaught.add("uncaught on " + thread.getName() + ": " + failure);
                }
            });
            return watch;
        }

        /** A worker of Vert.x has come to its end, and the event loop that it would tell has ended before: all of it was stopped. */
        private static boolean isBehindItsLoop(Thread thread, Throwable failure) {
            return failure instanceof RejectedExecutionException
                    && thread.getName().startsWith("vert.x-worker")
                    && "event executor terminated".equals(failure.getMessage());
        }

        List<String> findings() {
            List<String> findings = new ArrayList<>(uncaught);
            OpenSockets.now().stream()
                    .filter(socket -> !openBefore.contains(socket))
                    .map(socket -> "open: " + OpenSockets.describe(socket))
                    .forEach(findings::add);
            findings.addAll(tap.drain());
            return findings;
        }

        @Override
        public void close() {
            Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
            List<String> findings = findings();
            if (!findings.isEmpty()) {
                throw new AssertionError("left over after the test: " + findings);
            }
        }
    }
}
