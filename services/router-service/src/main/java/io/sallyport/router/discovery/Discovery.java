package io.sallyport.router.discovery;

import io.sallyport.contract.route.RoutesDocument;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands documents on with an endpoint for each address of their names, anew when addresses change. A name that cannot be
 * looked up keeps the addresses that it had: those that have gone fail their probes. Owner: the context it was made on.
 */
public final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    /** Most addresses of one name that become endpoints. */
    static final int MOST = 256;

    private final Vertx vertx;
    private final NameLookup lookup;
    private final Duration every;
    private final Consumer<RoutesDocument> taker;
    private final Map<String, List<String>> addresses = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private @Nullable RoutesDocument written;
    private long timer;
    private boolean looking;
    private volatile String problem = "";

    /**
     * @param every between two look-ups of a name
     * @param taker of documents to be published
     */
    public Discovery(Vertx vertx, NameLookup lookup, Duration every, Consumer<RoutesDocument> taker) {
        this.vertx = vertx;
        this.lookup = lookup;
        this.every = every;
        this.taker = taker;
    }

    /** Starts to look names up again and again. */
    public void start() {
        timer = vertx.setPeriodic(every.toMillis(), tick -> look());
    }

    /** Takes an accepted document in the place of the one before; it is handed on once its names have been looked up. */
    public void offer(RoutesDocument document) {
        written = document;
        Set<String> names = Expansion.names(document);
        addresses.keySet().retainAll(names);
        failures.keySet().retainAll(names);
        lookUp(names).onComplete(done -> {
            if (document == written) {
                hand(document);
            }
        });
    }

    private void look() {
        RoutesDocument document = written;
        if (document == null || looking) {
            return;
        }
        Set<String> names = Expansion.names(document);
        if (names.isEmpty()) {
            return;
        }
        Map<String, List<String>> before = Map.copyOf(addresses);
        looking = true;
        lookUp(names).onComplete(done -> {
            looking = false;
            if (document == written && !before.equals(addresses)) {
                hand(document);
            }
        });
    }

    private void hand(RoutesDocument document) {
        taker.accept(Expansion.of(document, addresses));
    }

    private Future<Void> lookUp(Set<String> names) {
        List<Future<Void>> asked = new ArrayList<>();
        names.forEach(name -> asked.add(lookup.addresses(name).transform(result -> {
            if (result.succeeded() && !result.result().isEmpty()) {
                found(name, texts(result.result()));
            } else {
                failed(name, result.failed() ? result.cause() : null);
            }
            return Future.succeededFuture();
        })));
        return Future.join(asked).mapEmpty();
    }

    private void found(String name, List<String> now) {
        failures.remove(name);
        List<String> before = addresses.put(name, now);
        if (!now.equals(before)) {
            LOG.info("{} has {} now", name, String.join(", ", now));
        }
        tell();
    }

    private void failed(String name, @Nullable Throwable cause) {
        String why = cause == null || cause.getMessage() == null ? "no address" : cause.getMessage();
        if (failures.put(name, why) == null) {
            LOG.warn("{} cannot be looked up, its endpoints stay as they are: {}", name, why);
        }
        tell();
    }

    private void tell() {
        problem = failures.isEmpty() ? "" : "no addresses found for " + String.join(", ", failures.keySet());
    }

    /** Names that cannot be looked up; empty when all is well. Safe from any thread. */
    public String problem() {
        return problem;
    }

    private static List<String> texts(List<InetAddress> found) {
        return found.stream()
                .map(InetAddress::getHostAddress)
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
    }

    /** Looks nothing up any more. */
    public void close() {
        vertx.cancelTimer(timer);
        lookup.close();
    }
}
