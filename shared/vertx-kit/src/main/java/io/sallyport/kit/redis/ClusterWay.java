package io.sallyport.kit.redis;

import io.sallyport.contract.HostPort;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A cluster: a link to each primary, and the map that says which slots it has. Redirections are followed within the call's time.
 * The map is asked for again after each of them, every five seconds, and twice a second while something is wrong. Replicas are
 * not asked for keys, since what they know may be old.
 *
 * <p>Owner of the state: the context this was made on.
 */
final class ClusterWay implements RedisWay {
    private static final int HOPS_MAX = 4;
    private static final int LINKS_MAX = 256;
    private static final int IN_FLIGHT_MAX = 4096;
    private static final long TICK_MILLIS = 500;
    private static final long CALM_NANOS = 5_000_000_000L;
    private static final long APART_NANOS = 100_000_000L;

    private final Vertx vertx;
    private final Context home;
    private final RedisAccess access;
    private final Duration timeout;
    private final MapInquiry inquiry;
    private final RedisFigures figures = new RedisFigures();
    private final Map<HostPort, RedisLink> links = new LinkedHashMap<>();
    private final Promise<Void> first = Promise.promise();
    private final AtomicInteger inFlight = new AtomicInteger();
    private long timer;
    private boolean asking;
    private long askedAt;
    private boolean closed;
    private volatile SlotMap slots = SlotMap.EMPTY;
    private volatile List<RedisLink> primaries = List.of();
    private volatile String problem = "not connected yet";

    ClusterWay(Vertx vertx, RedisAccess access, Duration timeout, List<HostPort> seeds) {
        this.vertx = vertx;
        this.home = vertx.getOrCreateContext();
        this.access = access;
        this.timeout = timeout;
        this.inquiry = new MapInquiry(vertx, access, seeds);
    }

    ClusterWay open() {
        home.runOnContext(v -> {
            timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
            ask();
        });
        return this;
    }

    @Override
    public <T> Future<T> call(String key, RedisCall<T> call) {
        if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
            inFlight.decrementAndGet();
            figures.failed(Trouble.CROWDED);
            return Future.failedFuture(new RedisFailure(
                    Trouble.CROWDED, "redis: " + call.what().get() + ": " + Trouble.CROWDED.word(), null));
        }
        Context caller = Vertx.currentContext();
        Promise<T> promise = Promise.promise();
        int slot = SlotMap.slot(key);
        long deadline = Waiting.deadline(timeout.toMillis());
        home.runOnContext(v -> route(slot, call, deadline)
                .onComplete(done -> inFlight.decrementAndGet())
                .onComplete((reply, failure) -> Waiting.answer(caller, promise, reply, failure)));
        return promise.future();
    }

    private <T> Future<T> route(int slot, RedisCall<T> call, long deadline) {
        if (slots == SlotMap.EMPTY && !first.future().isComplete()) {
            return Waiting.within(first.future(), deadline).transform(known -> go(slot, call, deadline));
        }
        return go(slot, call, deadline);
    }

    private <T> Future<T> go(int slot, RedisCall<T> call, long deadline) {
        HostPort owner = slots.owner(slot);
        if (owner == null || closed) {
            figures.failed(Trouble.CLUSTER_DOWN);
            String reason = slots == SlotMap.EMPTY ? problem : "no server has slot " + slot;
            return Future.failedFuture(new RedisFailure(
                    Trouble.CLUSTER_DOWN, "redis: " + call.what().get() + ": " + reason, null));
        }
        return link(owner)
                .send(call, deadline)
                .recover(failure -> redirected(owner, call, deadline, HOPS_MAX, failure));
    }

    private <T> Future<T> redirected(HostPort asked, RedisCall<T> call, long deadline, int hops, Throwable failure) {
        Redirect redirect = Redirect.of(failure, asked);
        if (redirect == null || hops == 0 || closed) {
            return Future.failedFuture(failure);
        }
        if (redirect.lasting()) {
            slots = slots.with(redirect.slot(), redirect.to());
            ask();
        }
        RedisLink link = link(redirect.to());
        Future<T> again = redirect.lasting() ? link.send(call, deadline) : link.sendAsking(call, deadline);
        return again.recover(next -> redirected(redirect.to(), call, deadline, hops - 1, next));
    }

    private RedisLink link(HostPort server) {
        RedisLink known = links.get(server);
        if (known != null) {
            return known;
        }
        if (links.size() >= LINKS_MAX) {
            forget(slots.primaries());
        }
        RedisLink link =
                new RedisLink(vertx, Dialer.direct(vertx, access, server), timeout, figures, this::tick).open();
        links.put(server, link);
        return link;
    }

    private void tick() {
        boolean wrong = slots == SlotMap.EMPTY || !problem().isEmpty();
        if (wrong || System.nanoTime() - askedAt > CALM_NANOS) {
            ask();
        }
    }

    /** Asks for the map, one server after the other until one knows it; not while that is under way or has just been done. */
    private void ask() {
        long now = System.nanoTime();
        if (closed || asking || (slots != SlotMap.EMPTY && now - askedAt < APART_NANOS)) {
            return;
        }
        asking = true;
        askedAt = now;
        inquiry.ask(new ArrayList<>(links.values()), Waiting.deadline(timeout.toMillis()))
                .onComplete(this::asked);
    }

    private void asked(@Nullable SlotMap map, @Nullable Throwable failure) {
        asking = false;
        if (closed) {
            return;
        }
        if (map == null) {
            problem = failure == null ? "" : String.valueOf(failure.getMessage());
        } else {
            take(map);
        }
        first.tryComplete();
    }

    private void take(SlotMap map) {
        slots = map;
        forget(map.primaries());
        primaries = map.primaries().stream().map(this::link).toList();
        problem = map.missing() == 0 ? "" : map.missing() + " of the cluster's slots have no server";
    }

    private void forget(Set<HostPort> kept) {
        List<HostPort> gone =
                links.keySet().stream().filter(server -> !kept.contains(server)).toList();
        gone.forEach(server -> links.remove(server).close());
    }

    @Override
    public Future<List<Server>> primaries() {
        return primaries.isEmpty()
                ? Future.failedFuture(new RedisFailure(Trouble.CLUSTER_DOWN, "redis: " + problem, null))
                : Future.succeededFuture(List.copyOf(primaries));
    }

    @Override
    public boolean isCluster() {
        return true;
    }

    @Override
    public String problem() {
        if (!problem.isEmpty()) {
            return problem;
        }
        return primaries.stream()
                .map(RedisLink::problem)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    @Override
    public Figures figures() {
        return figures;
    }

    @Override
    public Future<Void> close() {
        Promise<Void> done = Promise.promise();
        home.runOnContext(v -> {
            closed = true;
            problem = "closed";
            vertx.cancelTimer(timer);
            Future.join(links.values().stream().map(RedisLink::close).toList()).onComplete(all -> done.complete());
        });
        return done.future();
    }
}
