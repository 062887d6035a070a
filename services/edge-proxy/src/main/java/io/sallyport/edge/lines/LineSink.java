package io.sallyport.edge.lines;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.line.LineWriter;
import io.sallyport.edge.observe.RecordQueue;
import io.sallyport.kit.api.Metrics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on their way to one target. Any thread offers; one thread at a time drains. What could not be written is tried again
 * before anything else; meanwhile records gather, and when there is no room the newest are dropped and counted.
 */
final class LineSink {
    private static final Logger LOG = LoggerFactory.getLogger(LineSink.class);
    private static final int RECORDS = 500;

    /** What one record is written with, and which ones are. */
    record Form(LineWriter writer, Predicate<AccessRecord> wanted) {}

    private final String name;
    private final String edge;
    private final Form form;
    private final LineTarget target;
    private final RecordQueue queue;
    private final int chunk;
    private final Metrics.Counter written;
    private final Metrics.Counter dropped;
    private volatile String problem = "";

    /* Owned by the thread that drains. */
    private final StringBuilder text = new StringBuilder();
    private @Nullable ByteBuffer lines;
    private int records;
    private int linesOfThem;

    /**
     * @param name  of the target, as configured
     * @param room  records that wait, at most
     * @param chunk characters written at a time, about
     */
    LineSink(String name, String edge, Form form, LineTarget target, int room, int chunk, Metrics metrics) {
        this.name = name;
        this.edge = edge;
        this.form = form;
        this.target = target;
        this.queue = new RecordQueue(room);
        this.chunk = chunk;
        this.written =
                metrics.counter("sallyport_access_log_lines_total", "Lines written to an access log.", "to", name);
        this.dropped = metrics.counter(
                "sallyport_access_log_dropped_total", "Access records lost before they became lines.", "to", name);
        metrics.gauge(
                "sallyport_access_log_waiting", "Access records that wait to become lines.", queue::size, "to", name);
    }

    /** Takes a record; whether it is time to drain. Any thread. */
    boolean offer(AccessRecord access) {
        long position = queue.offer(access);
        if (position < 0) {
            dropped.increment();
        }
        return (position + 1) % RECORDS == 0;
    }

    boolean isIdle() {
        return queue.size() == 0;
    }

    /** What an operator should know; empty when all is well. Any thread. */
    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    /** Writes what waits, as far as it can. Blocks. */
    void drain() {
        try {
            while (prepared()) {
                target.write(lines());
                queue.remove(records);
                written.add(linesOfThem);
                lines = null;
                working();
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    /** A view, so that a repetition begins at the beginning. */
    private ByteBuffer lines() {
        return lines == null ? ByteBuffer.allocate(0) : lines.duplicate();
    }

    /** Whether there is something to write. */
    private boolean prepared() {
        if (lines != null) {
            return true;
        }
        text.setLength(0);
        records = 0;
        linesOfThem = 0;
        List<AccessRecord> waiting = queue.first(RECORDS);
        while (records < waiting.size() && text.length() < chunk) {
            AccessRecord access = waiting.get(records);
            records++;
            if (form.wanted().test(access)) {
                form.writer().write(text, edge, access);
                linesOfThem++;
            }
        }
        lines = records == 0 ? null : ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        return lines != null;
    }

    private void working() {
        if (!problem.isEmpty()) {
            problem = "";
            LOG.info("access log {}: lines are written again; records dropped so far: {}", name, dropped.value());
        }
    }

    private void failed(Exception cause) {
        boolean news = problem.isEmpty();
        problem = "access log " + name + ": lines wait: " + cause;
        if (news) {
            LOG.warn("{}", problem);
        }
    }

    /** Writes no more. */
    void close() {
        int left = queue.size();
        if (left > 0) {
            dropped.add(left);
            LOG.warn("access log {}: records lost at the close: {}", name, left);
        }
        try {
            target.close();
        } catch (IOException e) {
            LOG.warn("access log {}: {}", name, e.toString());
        }
    }
}
