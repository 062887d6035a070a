package io.sallyport.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sallyport.testkit.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The output of a process, line by line: the first 10 000 lines are kept, the rest read and dropped. Safe for any thread. */
public final class OutputLines {
    private static final int LINES = 10_000;

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private volatile boolean readToEnd;

    private OutputLines(Process process) {
        this.process = process;
    }

    static OutputLines of(Process process) {
        OutputLines output = new OutputLines(process);
        Thread thread = new Thread(output::read, "output-" + process.pid());
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    public synchronized List<String> all() {
        return List.copyOf(lines);
    }

    /** The same once the process has ended and its last words are read; waits 10 s for that. */
    public List<String> untilEnd() {
        Eventually.until("process " + process.pid() + " ends its output", () -> readToEnd);
        return all();
    }

    /** The first line that contains this text, waiting 10 s for it; fails at once with the output if the process ends. */
    public String await(String text) {
        return await(Eventually.TIMEOUT, line -> line.contains(text));
    }

    public String await(Duration timeout, Predicate<String> wanted) {
        Eventually.until("a line of process " + process.pid(), timeout, () -> {
            boolean ended = readToEnd;
            boolean found = all().stream().anyMatch(wanted);
            if (ended && !found) {
                throw new AssertionError("process " + process.pid() + " ended after: " + all());
            }
            return found;
        });
        return all().stream().filter(wanted).findFirst().orElseThrow();
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
            }
        } catch (IOException ended) {
            // The stream of a killed process may fail instead of ending.
        } finally {
            readToEnd = true;
        }
    }

    private synchronized void keep(String line) {
        if (lines.size() < LINES) {
            lines.add(line);
        }
    }
}
