package io.sallyport.edge.pool;

import io.sallyport.contract.settings.OverloadConfig;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.edge.figures.PoolFigures;
import io.sallyport.edge.overload.PoolCrowd;
import io.sallyport.edge.time.LoopClock;
import io.sallyport.routing.engine.EndpointLimits;
import io.vertx.core.http.HttpClientAgent;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** The pools of one event loop. A pool that holds nothing is forgotten, which bounds them. Owner: the loop's thread. */
public final class OriginPools {
    private final HttpClientAgent client;
    private final UpstreamConfig config;
    private final LoopClock clock;
    private final PoolFigures figures;
    private final OverloadConfig overload;
    private final PoolCrowd crowd;
    private final Map<Origin, OriginPool> pools = new HashMap<>();

    /**
     * @param overload says how long a request may wait for a connection when many do
     * @param crowd    is told how many do
     */
    public OriginPools(
            HttpClientAgent client,
            UpstreamConfig config,
            LoopClock clock,
            PoolFigures figures,
            OverloadConfig overload,
            PoolCrowd crowd) {
        this.crowd = crowd;
        this.overload = overload;
        this.client = client;
        this.config = config;
        this.clock = clock;
        this.figures = figures;
    }

    /**
     * The pool of an origin, made at the first call.
     *
     * @param limits of the origin's endpoint; they hold from now on, also for a pool that is there already
     */
    public OriginPool pool(Origin origin, EndpointLimits limits) {
        OriginPool pool = pools.get(origin);
        if (pool == null) {
            pool = new OriginPool(origin, client, clock, figures, overload, crowd);
            pools.put(origin, pool);
        }
        pool.bound(
                limits.connections() > 0 ? limits.connections() : config.connections(),
                limits.pending() >= 0 ? limits.pending() : config.pending());
        return pool;
    }

    public LoopClock clock() {
        return clock;
    }

    public UpstreamConfig config() {
        return config;
    }

    /** Closes what has been idle too long; called about once a second. */
    public void sweep() {
        long before = clock.nanos() - config.keepAlive().toNanos();
        for (Iterator<OriginPool> each = pools.values().iterator(); each.hasNext(); ) {
            OriginPool pool = each.next();
            pool.closeIdleSince(before);
            if (pool.isEmpty()) {
                each.remove();
            }
        }
    }

    /** Connections open, of all pools. */
    public int open() {
        int open = 0;
        for (OriginPool pool : pools.values()) {
            open += pool.open();
        }
        return open;
    }

    /** Connections that nothing is done with, of all pools. */
    public int idle() {
        int idle = 0;
        for (OriginPool pool : pools.values()) {
            idle += pool.idle();
        }
        return idle;
    }

    /** Calls waiting for a connection, of all pools. */
    public int waiting() {
        int waiting = 0;
        for (OriginPool pool : pools.values()) {
            waiting += pool.waiting();
        }
        return waiting;
    }

    /** What the pools of some addresses hold; an address without a pool is left out. */
    public Map<OriginAddress, PoolFigure> figures(Set<OriginAddress> addresses) {
        Map<OriginAddress, PoolFigure> figures = new HashMap<>();
        if (!addresses.isEmpty()) {
            pools.forEach((origin, pool) -> {
                OriginAddress address = OriginAddress.of(origin);
                if (addresses.contains(address)) {
                    figures.merge(address, pool.figure(), PoolFigure::plus);
                }
            });
        }
        return figures;
    }
}
