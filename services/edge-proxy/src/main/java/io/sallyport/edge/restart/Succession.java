package io.sallyport.edge.restart;

import io.sallyport.kit.netty.listening.HandoverDesk;
import io.sallyport.kit.netty.listening.ListeningSockets;
import io.sallyport.kit.netty.listening.Takeover;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This edge between the one before it and the one after it, where {@code restart.socket} says how they meet. Safe from any thread. */
public final class Succession {
    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

    /** More than a start may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private final ServiceEnvironment environment;
    private final Optional<Path> file;
    private final Runnable replaced;
    private volatile Optional<Takeover> before = Optional.empty();
    private volatile HandoverDesk desk;
    private volatile Collection<InetSocketAddress> kept;

    /** @param replaced ends this process as a signal does; {@code null} for one that does more than this edge */
    public Succession(ServiceEnvironment environment, Runnable replaced) {
        this.environment = environment;
        this.replaced = replaced;
        this.file = environment.config().restart().socket().map(environment.folder()::resolve);
    }

    /** Takes the sockets of the edge before, if there is one; what is bound from then on accepts nobody before {@link #serve}. */
    public Future<Void> begin() {
        if (file.isEmpty() || replaced == null) {
            return Future.succeededFuture();
        }
        return Takeover.from(environment.vertx(), file.get())
                .recover(cause -> Future.failedFuture("restart.socket: " + file.get() + ": " + cause.getMessage()))
                .map(found -> {
                    before = found;
                    return null;
                });
    }

    /** Fails when the edge before has given up, or is gone: it, or nobody, serves then. */
    public Future<Void> confirm() {
        return before.filter(Takeover::isLost).isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture("restart.socket: the edge before has gone, or did not wait any longer");
    }

    /** Serves in the place of the edge before, and opens to the edge after. */
    public Future<Void> serve(Supplier<Collection<InetSocketAddress>> addresses) {
        if (file.isEmpty() || replaced == null) {
            return Future.succeededFuture();
        }
        Future<Void> served = before.map(Takeover::serve)
                .orElseGet(Future::succeededFuture)
                .onSuccess(left -> before.ifPresent(takeover -> LOG.info("serves in the place of the edge before")))
                .recover(cause -> {
                    LOG.warn("restart.socket: {}; if it still runs, both serve", cause.getMessage());
                    return Future.succeededFuture();
                });
        HandoverDesk.Offer offer = new HandoverDesk.Offer(addresses, PATIENCE, this::taken);
        return served.compose(done -> HandoverDesk.open(environment.vertx(), file.get(), offer))
                .onSuccess(opened -> desk = opened)
                .onFailure(cause -> LOG.warn("restart.socket: {}: no edge can take over", file.get(), cause))
                .otherwiseEmpty()
                .mapEmpty();
    }

    /** What an operator should know; empty when all is well. */
    public String problem() {
        return file.isPresent() && replaced == null
                ? "restart.socket: only an edge in a process of its own hands over"
                : "";
    }

    private void taken(Collection<InetSocketAddress> addresses) {
        kept = addresses;
        replaced.run();
    }

    /** Whether another edge serves in the place of this one. */
    public boolean isTaken() {
        return kept != null;
    }

    /** Lets go of the sockets that the edge after serves; the others of these are closed without losing anybody. */
    public Future<Void> leave(Collection<InetSocketAddress> addresses) {
        ListeningSockets sockets = ListeningSockets.of(environment.vertx());
        List<InetSocketAddress> others =
                addresses.stream().filter(each -> !kept.contains(each)).toList();
        sockets.leave(kept);
        return sockets.retire(others);
    }

    /** Completes when the edge before has bound nothing any more; at once without one. */
    public Future<Void> alone() {
        return before.map(Takeover::gone).orElseGet(Future::succeededFuture);
    }

    /** Nothing of this edge is bound any more, or it never served. Harmless when called twice. */
    public Future<Void> close() {
        before.ifPresent(Takeover::abandon);
        HandoverDesk open = desk;
        return open == null ? Future.succeededFuture() : open.close();
    }
}
