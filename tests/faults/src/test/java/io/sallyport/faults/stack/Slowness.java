package io.sallyport.faults.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Stops and continues a process again and again. A shell does it, and lets it go when it is told to end. */
final class Slowness implements AutoCloseable {
    private static final String SCRIPT =
            "trap 'kill -CONT $0; exit' TERM; while kill -STOP $0; do sleep 0.18; kill -CONT $0; sleep 0.02; done";

    private final Process shell;

    private Slowness(Process shell) {
        this.shell = shell;
    }

    static Slowness of(long pid) {
        try {
            return new Slowness(new ProcessBuilder("sh", "-c", SCRIPT, Long.toString(pid)).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shell.destroy();
        try {
            if (!shell.waitFor(10, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
