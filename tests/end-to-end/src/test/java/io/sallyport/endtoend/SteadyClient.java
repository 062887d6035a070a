package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A client that asks again and again on one connection, which must stay open, and wants the same answer each time.
 */
final class SteadyClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Leaves the cores to others: many answers are not the point, an unbroken row of them is. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private final RawClient client;
    private final Supplier<String> targets;
    private final String wanted;
    private final AtomicLong answers = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "steady-client");
    private volatile boolean stopping;

    private SteadyClient(RawClient client, Supplier<String> targets, String wanted) {
        this.client = client;
        this.targets = targets;
        this.wanted = wanted;
    }

    /** @param wanted the body of each answer, which must be a 200 */
    static SteadyClient start(RawClient client, String target, String wanted) {
        return start(client, () -> target, wanted);
    }

    /** @param targets of each request in turn */
    static SteadyClient start(RawClient client, Supplier<String> targets, String wanted) {
        SteadyClient steady = new SteadyClient(client, targets, wanted);
        steady.client.timeout(PATIENCE);
        steady.thread.setDaemon(true);
        steady.thread.start();
        return steady;
    }

    /** Waits for that many further answers, all of them good like all before. */
    void awaitMore(int count) {
        long goal = answers.get() + count;
        Eventually.until("more answers", PATIENCE, () -> answers.get() >= goal || !failures.isEmpty());
        assertUnbroken();
    }

    void assertUnbroken() {
        assertThat(failures).as("after %d good answers", answers.get()).isEmpty();
    }

    private void run() {
        while (!stopping && failures.isEmpty()) {
            try {
                RawResponse answer =
                        client.send(Requests.head("GET", targets.get())).readResponse();
                judge(answer);
            } catch (RuntimeException broken) {
                failures.add(broken.toString());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void judge(RawResponse answer) {
        boolean good = answer.status() == 200
                && answer.complete()
                && answer.violations().isEmpty()
                && answer.bodyText().equals(wanted)
                && answer.field("connection").isEmpty();
        if (good) {
            answers.incrementAndGet();
        } else {
            failures.add(answer.head() + answer.bodyText());
        }
    }

    /** Ends after the answer under way, closes the connection, and judges. */
    void stop() {
        stopping = true;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        assertUnbroken();
        assertThat(answers.get()).as("answers").isPositive();
    }

    @Override
    public void close() {
        stopping = true;
        client.close();
    }
}
