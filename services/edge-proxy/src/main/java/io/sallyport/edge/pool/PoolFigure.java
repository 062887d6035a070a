package io.sallyport.edge.pool;

import io.sallyport.contract.health.ConnectionCounts;

/**
 * What the pools of one address hold.
 *
 * @param link how their last connection spoke; {@code null} before the first
 */
public record PoolFigure(ConnectionCounts counts, PoolLink link) {
    /** No pool. */
    public static final PoolFigure NONE = new PoolFigure(ConnectionCounts.NONE, null);

    /** Both together. */
    public PoolFigure plus(PoolFigure other) {
        return new PoolFigure(counts.plus(other.counts), link == null ? other.link : link);
    }
}
