package io.sallyport.edge.anonymity;

import io.sallyport.contract.StoreKeys;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.policy.engine.disclosure.Pseudonym;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The key of pseudonyms: random, the same in all edges, another one after each {@code anonymity.rotate}. The one before is
 * not kept anywhere, so that nobody can find out who stood behind a pseudonym. Without a store an edge uses a key of its
 * own. Safe from any thread; changes on the context that started it.
 */
public final class PseudonymKeys {
    private static final long CHECK_MILLIS = 1000;
    /** Clocks of edges differ a little. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final ServiceEnvironment environment;
    private final SecureRandom random = new SecureRandom();
    private final long rotateMillis;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Held held;
    private volatile long timer = -1;

    /** @param shared whether the store knows it, so that the other edges do */
    private record Held(long period, byte[] key, boolean shared) {}

    public PseudonymKeys(ServiceEnvironment environment) {
        this.environment = environment;
        this.rotateMillis =
                Math.max(1, environment.config().anonymity().rotate().toMillis());
        this.held = own(period());
    }

    /** Asks the store; completes when it has answered, whatever it said. */
    public Future<Void> start() {
        timer = environment.vertx().setPeriodic(CHECK_MILLIS, tick -> check());
        return check();
    }

    public void close() {
        environment.vertx().cancelTimer(timer);
    }

    /** The key of now; not to be kept. */
    public byte[] current() {
        return held.key();
    }

    /** What an operator should know. */
    public Optional<String> problem() {
        return held.shared()
                ? Optional.empty()
                : Optional.of(
                        "pseudonyms: the store gives no key, so this edge uses one of its own, and the same client"
                                + " has another pseudonym in the records of other edges");
    }

    private long period() {
        return Math.floorDiv(environment.clock().millis(), rotateMillis);
    }

    private Held own(long period) {
        byte[] key = new byte[Pseudonym.KEY_BYTES];
        random.nextBytes(key);
        return new Held(period, key, false);
    }

    private Future<Void> check() {
        long now = period();
        if (held.period() != now) {
            held = own(now);
        }
        if (held.shared() || !asking.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        Held offered = held;
        return agree(offered).transform(agreed -> {
            byte[] key = agreed.succeeded() ? agreed.result() : null;
            if (key != null && key.length == Pseudonym.KEY_BYTES && held.period() == offered.period()) {
                held = new Held(offered.period(), key, true);
            }
            asking.set(false);
            return Future.succeededFuture();
        });
    }

    /** The first edge of a period gives its key to all; it goes away by itself when the period is over. */
    private Future<byte @Nullable []> agree(Held offered) {
        String name = StoreKeys.pseudonyms(rotateMillis, offered.period());
        long leftMillis =
                (offered.period() + 1) * rotateMillis - environment.clock().millis();
        Duration life = Duration.ofMillis(Math.max(0, leftMillis)).plus(SLACK);
        return environment
                .store()
                .putIfAbsent(name, Buffer.buffer(offered.key()), life)
                .compose(first -> first ? Future.succeededFuture(offered.key()) : readTwice(name));
    }

    /** Nothing tells a key from another, so wrong bits are told by reading it again. */
    private Future<byte @Nullable []> readTwice(String name) {
        return environment
                .store()
                .get(name)
                .compose(one -> environment
                        .store()
                        .get(name)
                        .map(other ->
                                one.equals(other) ? one.map(Buffer::getBytes).orElse(null) : null));
    }
}
