package io.sallyport.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A started process and its end. Nothing is ever signalled by name. */
final class ChildProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final OutputLines output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = OutputLines.of(process);
    }

    static ChildProcess start(ProcessBuilder builder) throws IOException {
        return new ChildProcess(builder.redirectErrorStream(true).start());
    }

    OutputLines output() {
        return output;
    }

    Process process() {
        return process;
    }

    /** Asks it to end (SIGTERM) and waits; the exit code. Fails if it does not end in 20 s. */
    int stop() {
        // Process.destroy would close our end of its output, and its last words would be lost.
        process.toHandle().destroy();
        return awaitExit();
    }

    /** Ends it without asking (SIGKILL). */
    int kill() {
        process.destroyForcibly();
        return awaitExit();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " still runs after " + STOP_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while process " + process.pid() + " ends", e);
        }
    }

    /** @param name of a POSIX signal without SIG, such as STOP */
    void signal(String name) {
        List<String> command = List.of("kill", "-" + name, Long.toString(process.pid()));
        try {
            int code = start(new ProcessBuilder(command)).awaitExit();
            if (code != 0) {
                throw new AssertionError("signal " + name + " to " + process.pid() + " failed with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
