package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask again and again, of which half keep their connections until they are told to close, and that go to the
 * next edge when one does not accept them. A request that was sent and is not answered is a failure.
 */
final class RollingClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Integer> ports;
    private final AtomicLong answers = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    private RollingClient(List<Integer> ports) {
        this.ports = ports;
    }

    /** @param ports of the edges; with one of them a refused connection is a failure */
    static RollingClient start(int clients, List<Integer> ports) {
        RollingClient client = new RollingClient(ports);
        for (int i = 0; i < clients; i++) {
            boolean keeps = i % 2 == 0;
            Thread thread = new Thread(() -> client.run(keeps), "rolling-client-" + i);
            thread.setDaemon(true);
            client.threads.add(thread);
            thread.start();
        }
        return client;
    }

    long answers() {
        return answers.get();
    }

    void assertUnbroken() {
        assertThat(failures).as("after %d answers", answers.get()).isEmpty();
    }

    private void run(boolean keeps) {
        RawClient client = null;
        while (!stopping && failures.isEmpty()) {
            try {
                client = client == null ? connect() : client;
                RawResponse answer = keeps ? client.get("/") : client.get("/", "Connection: close");
                judge(answer);
                if (answer.field("connection").isPresent()) {
                    client.close();
                    client = null;
                }
            } catch (RuntimeException broken) {
                failures.add(broken.toString());
            }
        }
        if (client != null) {
            client.close();
        }
    }

    private RawClient connect() {
        UncheckedIOException refusal = null;
        for (int port : ports) {
            try {
                return RawClient.connect(port).timeout(PATIENCE);
            } catch (UncheckedIOException refused) {
                refusal = refused;
            }
        }
        throw new IllegalStateException("no edge accepts a connection", refusal);
    }

    private void judge(RawResponse answer) {
        if (answer.status() == 200 && answer.complete()) {
            answers.incrementAndGet();
        } else {
            failures.add(answer.head() + answer.bodyText());
        }
    }

    /** Ends after the answers under way. */
    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
