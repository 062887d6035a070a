package io.sallyport.edge.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The system's resolver with a domain whose look-ups last as long as the test wants. */
@Timeout(30)
class SystemNamesTest {
    private static final int PER_DOMAIN = 8;
    private static final int MAX_WAITING = 64;

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger inSlow = new AtomicInteger();
    private final AtomicInteger mostInSlow = new AtomicInteger();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private int asked;
    private Vertx vertx;
    private Context context;
    private SystemNames names;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        context = vertx.getOrCreateContext();
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("names", LookupThreads.MOST);
        names = new SystemNames(workers, new LookupThreads(), this::lookup);
    }

    @AfterEach
    void close() throws Exception {
        release.countDown();
        Eventually.until("nobody waits any more", () -> answers.size() == asked);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private InetAddress[] lookup(String name) throws UnknownHostException {
        if (name.endsWith("slow.test")) {
            mostInSlow.accumulateAndGet(inSlow.incrementAndGet(), Math::max);
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(name);
            } finally {
                inSlow.decrementAndGet();
            }
        }
        if (name.endsWith("nobody.test")) {
            throw new UnknownHostException(name);
        }
        return new InetAddress[] {InetAddress.getByAddress(name, new byte[] {(byte) 192, 0, 2, 1})};
    }

    private void look(String name) {
        asked++;
        context.runOnContext(go -> names.look(
                name,
                (addresses, keep, failure) -> answers.put(
                        name,
                        addresses.isEmpty() ? failure.name() : addresses.get(0).toString())));
    }

    private void lookSlowly(int count) {
        for (int i = 0; i < count; i++) {
            look("n" + i + ".slow.test");
        }
    }

    @Test
    void oneSlowDomainHoldsUpNobodyElse() {
        lookSlowly(PER_DOMAIN + 20);
        Eventually.until("its threads are taken", () -> inSlow.get() == PER_DOMAIN);

        look("a.quick.test");
        look("a.nobody.test");

        Eventually.until("both answered", () -> answers.size() == 2);
        assertThat(answers)
                .containsEntry("a.quick.test", "192.0.2.1")
                .containsEntry("a.nobody.test", Outcome.DNS_FAILED.name());
    }

    @Test
    void thoseWhoWaitAreServedWhenAThreadIsFree() {
        lookSlowly(PER_DOMAIN + 20);
        Eventually.until("its threads are taken", () -> inSlow.get() == PER_DOMAIN);

        release.countDown();

        Eventually.until("all answered", () -> answers.size() == PER_DOMAIN + 20);
        assertThat(answers.values()).containsOnly("192.0.2.1");
        assertThat(mostInSlow).hasValue(PER_DOMAIN);
    }

    @Test
    void answersAtOnceWhenTooManyWait() {
        lookSlowly(PER_DOMAIN + MAX_WAITING);
        look("late.slow.test");

        Eventually.until("answered", () -> answers.containsKey("late.slow.test"));
        assertThat(answers).containsOnly(Map.entry("late.slow.test", Outcome.DNS_TIMEOUT.name()));
    }

    @Test
    void othersAreServedWhileAQueueIsFull() {
        lookSlowly(PER_DOMAIN + MAX_WAITING + 1);
        Eventually.until("the queue is full", () -> answers.size() == 1);

        look("a.quick.test");

        Eventually.until("answered", () -> answers.containsKey("a.quick.test"));
    }

    @ParameterizedTest
    @CsvSource({
        "shop.test,             shop.test",
        "www.shop.test,         shop.test",
        "a.b.c.shop.test.,      shop.test",
        "www.shop.co.uk,        shop.co.uk",
        "shop.co.uk,            shop.co.uk",
        "a.b.com.au,            b.com.au",
        "localhost,             localhost",
        "www.longer.uk,         longer.uk"
    })
    void countsByWhatOneOwnerHas(String name, String domain) {
        assertThat(LookupThreads.domain(name)).isEqualTo(domain);
    }
}
